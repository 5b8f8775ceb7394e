"""Directives in comments and in front matter."""

import pytest
from pages import page


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- seolint-disable-next-line IMG001, LINK00 -- decorative -->",
        "[//]: # (seolint-disable-next-line IMG001 LINK00 -- decorative)",
        "{/* seolint-disable-next-line IMG001, LINK00 -- decorative */}",
        "{% comment %}seolint-disable-next-line IMG001,LINK00 -- decorative{% endcomment %}",
        "{# seolint-disable-next-line IMG001 LINK00 -- decorative #}",
        "{{/* seolint-disable-next-line IMG001 LINK00 -- decorative */}}",
    ],
)
def test_forms_of_comments(comment: str) -> None:
    (found,) = page(f"# T\n\n{comment}\n\n![](a.png)\nand\n\nmore\n").suppressions
    assert found.rules == ("IMG001", "LINK00")
    assert found.reason == "decorative"
    assert (found.first_line, found.last_line) == (5, 6)
    assert [place.end - place.start for place in found.names] == [6, 6]


@pytest.mark.parametrize(("reason", "count"), [(1_000, 1), (1_001, 0)])
def test_the_end_of_a_comment_is_near(reason: int, count: int) -> None:
    rest = " IMG001 -- ".ljust(reason, "a")
    assert len(page(f"<!-- seolint-disable-line{rest}-->\n").suppressions) == count


def test_the_first_end_behind_several_openings() -> None:
    far = "a" * 1_001
    text = (
        f"<!-- seolint-disable-file META {far}\n"
        "<!-- seolint-disable-file IMG001 {# seolint-disable-file LINK001 -->\n"
        f"{{# seolint-disable-file TEXT001 #}} {far} {{# seolint-disable-file HEAD001"
    )
    found = [each.rules for each in page(text).suppressions]
    assert found == [("IMG001", "{#", "seolint-disable-file", "LINK001"), ("TEXT001",)]


def test_ranges() -> None:
    text = (
        "<!-- seolint-disable IMG001 all -->\n\na\n\n<!-- seolint-enable IMG001 -->\n\nb\n\n"
        "c <!-- seolint-disable-line TEXT001 -->\n\n<!-- seolint-disable-file META -->\n"
    )
    found = [(s.rules, s.first_line, s.last_line, s.whole) for s in page(text).suppressions]
    assert found == [
        (("IMG001",), 1, 5, False),
        (("all",), 1, 12, False),
        (("TEXT001",), 9, 9, False),
        (("META",), 1, 12, True),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "```html\n<!-- seolint-disable-file all -->\n```\n",
        "Write `<!-- seolint-disable-file all -->` for it.\n",
        "<pre><!-- seolint-disable-file all --></pre>\n",
        "Say seolint-disable-file all in a comment.\n",
    ],
)
def test_what_stands_in_code_or_text_is_no_directive(text: str) -> None:
    assert not page(text).suppressions


def test_front_matter_comments() -> None:
    text = (
        "---\ntitle: Rye # seolint-disable-line META002 -- brand\n"
        "# seolint-disable-next-line META011\ndescription: Bread\n"
        "url: 'x # seolint-disable-line A'\n---\n"
    )
    found = [(s.rules, s.field, s.first_line, s.reason) for s in page(text).suppressions]
    assert found == [(("META002",), "title", 2, "brand"), (("META011",), "description", 4, "")]


@pytest.mark.parametrize(
    "text",
    [
        "---\nseolint: {disable: [thin-content, KEY], reason: glossary}\n---\n",
        '{"seolint": {"disable": ["thin-content", "KEY"], "reason": "glossary"}}\n\n',
    ],
)
def test_front_matter_key(text: str) -> None:
    (found,) = page(text).suppressions
    assert (found.rules, found.whole, found.reason) == (("thin-content", "KEY"), True, "glossary")
