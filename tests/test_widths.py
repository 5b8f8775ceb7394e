import pytest

from seolint.widths import pixel_width, result_text


@pytest.mark.parametrize(
    ("text", "size", "width"),
    [
        ("The Value of Backlinks from Social Media for SEO Rankings", 20, 535),
        ("W" * 60, 20, 1133),
        ("i" * 60, 20, 267),
        ("0123456789", 16, 89),
        ("漢" * 29, 20, 580),
        ("Привет", 20, 68),
        ("", 20, 0),
    ],
)
def test_widths_of_arial(text: str, size: float, width: int) -> None:
    assert round(pixel_width(text, size)) == width


def test_an_accented_letter_is_as_wide_as_its_base() -> None:
    assert pixel_width("éÅ", 20) == pixel_width("eA", 20) == pixel_width("e\u0301A\u030a", 20)


def test_marks_have_no_width_and_symbols_an_em() -> None:
    assert pixel_width("\u0301\u200d\ufe0f\u00ad", 20) == 0
    assert pixel_width("👍", 20) == pixel_width("☀", 20) == 20


def test_an_unlisted_letter_has_the_usual_width() -> None:
    assert pixel_width("ƀ", 2048) == 1139


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("**Rye** and _spelt_, `code` too", "Rye and spelt, code too"),
        ("See [the guide](/rye/) now", "See the guide now"),
        ("Rye &amp; <b>spelt</b>", "Rye & spelt"),
        (":bread: Rye\n  bread", "Rye bread"),
        ("snake_case, a * b at 10:30:45", "snake_case, a * b at 10:30:45"),
    ],
)
def test_results_show_plain_text(text: str, shown: str) -> None:
    assert result_text(text) == shown
