from pathlib import Path

import pytest
from pages import page

from seolint.language.detection import detect

SENTENCES = Path(__file__).parent / "sentences.txt"


def texts() -> dict[str, str]:
    """The hard cases of each language as one text."""
    _, *parts = SENTENCES.read_text(encoding="utf-8").split("\n= ")
    return {part[:2]: part[2:].replace("¦", "") for part in parts}


@pytest.mark.parametrize("language", texts())
def test_texts_are_recognized(language: str) -> None:
    assert detect(texts()[language]) == language
    assert detect(texts()[language], expected="fi") == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Rye bread keeps.", "en"),
        ("Read more …", "en"),
        ("Ein Wörtchen über Brot", "de"),
        ("Das Brot ist gut.", "de"),
        ("Das Brot", ""),
        ("Хлеб быстро съели.", "ru"),
        ("Хліб їсть, хто є.", "uk"),
        ("Хлябът е топъл и пресен днес, щом изстине.", "bg"),
        ("Хлеб је топао и љубазно сечен.", "sr"),
        ("パンのこと", "ja"),
        ("面包很好吃", "zh"),
        ("빵을 굽습니다", "ko"),
        ("ขนมปัง", "th"),
        ("نان تازه و گرم است", "fa"),
        ("الخبز طازج", "ar"),
        ("", ""),
        ("12 + 13 – …", ""),
    ],
)
def test_short_texts(text: str, language: str) -> None:
    assert detect(text) == language


def test_a_long_text_in_plain_letters_is_not_english_for_that() -> None:
    swahili = "Mkate huu umeokwa asubuhi na mapema kwa unga wa ngano, maji, chumvi. " * 10
    assert detect(swahili) == ""
    assert detect(swahili, expected="sw") == "sw"


def test_a_short_text_is_in_the_expected_language() -> None:
    assert detect("Rye bread is the best of all.", expected="de") == "de"
    assert detect("", expected="de") == "de"


GERMAN = "Der Teig ist nass, also lassen wir ihn ruhen und warten auf den Ofen.\n\n" * 6
ENGLISH = "The dough is wet, so we let it rest. Then we fold it and wait for the oven.\n\n" * 6


def test_a_page_says_its_language_itself() -> None:
    names = {"language": ("lang",)}
    assert page("---\nlang: fr-CA\n---\n" + GERMAN, language="en", names=names).language == "fr"
    assert page(f"<html lang=it><body><p>{GERMAN}", "page.html").language == "it"


def test_the_path_comes_before_the_settings() -> None:
    assert page(ENGLISH, "de/rye.md", language="es").language == "de"
    assert page(ENGLISH, "posts/rye.de.md", language="es").language == "de"
    assert page(ENGLISH, "rye.it.md", languages={"it": "*.it.md"}).language == "it"


def test_a_setting_is_not_believed_of_a_text_that_is_evidently_in_another_language() -> None:
    doc = page(GERMAN, language="en-GB")
    assert (doc.language, doc.stated_language) == ("de", "en")
    assert page(ENGLISH, language="de").language == "en"
    assert page("Rye.", language="de").language == "de"


def test_without_a_word_the_text_decides_and_code_does_not_count() -> None:
    doc = page("---\ntitle: The rye of the year\n---\n" + GERMAN)
    assert (doc.language, doc.stated_language) == ("de", "")
    assert page("```sh\n" + ENGLISH + "```\n\nパンを焼いて、それから食べます。\n").language == "ja"
    assert page("![](rye.jpg)").language == ""


def test_line_ends_do_not_count() -> None:
    begin = (
        "A morning course for people who never baked\ndescription: Six people, one table, two "
        "loaves each. What we do in the four hours of the course, what to bring and how to join "
        "in.\n"
    )
    for lines in (60, 84, 129):
        text = begin + "tags: [baking]\n---a\n" * lines
        mangled = text.replace("\n", "\r\n")
        assert page(mangled, "a.html").language == page(text, "a.html").language
