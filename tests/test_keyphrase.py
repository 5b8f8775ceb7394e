import pytest
from pages import NOWHERE, page

from seolint.config import load_config
from seolint.keyphrase import missing_words, parse_keyphrase

NAMES = load_config(None, NOWHERE, {}).names


def places(phrase: str, text: str, language: str = "en") -> list[str]:
    """What is found of the phrase in a page of that text."""
    doc = page(f"---\nlang: {language}\nkeyphrase: {phrase}\n---\n{text}\n")
    return [text.text[start:end] for text, start, end in doc.keyphrase_places]


def missing(phrase: str, text: str, language: str = "en") -> tuple[str, ...]:
    parsed = parse_keyphrase(phrase, language)
    assert parsed is not None
    return missing_words((parsed,), text)


def test_function_words_are_dropped() -> None:
    parsed = parse_keyphrase("How to bake the bread of rye", "en")
    assert parsed is not None and parsed.words == ("bake", "bread", "rye")


def test_a_phrase_of_function_words_keeps_them() -> None:
    parsed = parse_keyphrase("to be or not", "en")
    assert parsed is not None and parsed.words == ("to", "be", "or", "not")


def test_quotes_ask_for_exactly_these_words() -> None:
    parsed = parse_keyphrase("“the bread of rye”", "en")
    assert parsed is not None and parsed.exact
    assert parsed.words == ("the", "bread", "of", "rye")
    assert places("'\"bread of rye\"'", "Bread of rye. Rye bread. Breads of rye.") == [
        "Bread of rye"
    ]


@pytest.mark.parametrize("text", ["", "  ", "!?", '""'])
def test_no_word_is_no_phrase(text: str) -> None:
    assert parse_keyphrase(text, "en") is None


def test_words_are_found_in_any_order_and_form() -> None:
    assert places("rye bread", "Breads are made of rye, and so is Rye Bread.") == [
        "Breads are made of rye",
        "Rye Bread",
    ]


def test_a_phrase_does_not_go_across_sentences_or_blocks() -> None:
    assert places("rye bread", "We like rye! And bread.\n\n- rye\n- bread") == []


def test_a_sentence_holds_a_phrase_as_often_as_its_rarest_word() -> None:
    assert places("rye bread", "Bread is bread, but rye bread is best.") == ["rye bread"]


def test_an_occurrence_takes_the_nearest_words() -> None:
    text = "Rye is fine, and rye bread is better, as are breads of rye."
    assert places("rye bread", text) == ["rye bread", "breads of rye"]


def test_headings_lists_quotes_and_cells_count_and_code_does_not() -> None:
    text = "# Rye\n\n- rye\n\n> rye\n\n| rye |\n|---|\n| rye |\n\n`rye`\n\n    rye\n\n<b>r</b>ye"
    assert places("rye", text) == ["Rye", "rye", "rye", "rye", "rye", "rye"]


def test_places_are_exact_where_markup_stands_between() -> None:
    doc = page("---\nkeyphrase: rye bread\n---\nThe **rye** [bread](/b/) &amp; salt\n")
    [(text, start, end)] = doc.keyphrase_places
    span = text.span(start, end)
    assert (span.line, span.column, span.end_column) == (4, 7, 19)


@pytest.mark.parametrize(
    ("phrase", "text", "language"),
    [
        ("open source", "An open-source licence", "en"),
        ("open-source", "Open source", "en"),
        ("o'reilly books", "A book by O’Reilly", "en"),
        ("c++ basics", "The basics of C++", "en"),
        ("r&d", "Our R&D", "en"),
        ("node.js server", "A server in Node.js", "en"),
        ("huile d'olive", "L’huile d’olive", "fr"),
        ("istanbul", "Istanbul'un", "tr"),
        ("membaca buku", "Baca buku", "id"),
        ("Häuser kaufen", "Ein Haus kaufen", "de"),
        ("women's shoes", "Shoes for a woman", "en"),
        ("東京 観光", "観光なら東京へ", "ja"),
        ("마라톤 준비", "마라톤을 준비하는 법", "ko"),
        ("กรุงเทพ", "เที่ยวกรุงเทพกัน", "th"),
    ],
)
def test_ways_of_writing_the_same(phrase: str, text: str, language: str) -> None:
    assert missing(phrase, text, language) == ()


@pytest.mark.parametrize(
    ("phrase", "text", "language"),
    [
        ("rye", "Ryegrass, parryer and rye_2", "en"),
        ("c++", "Plain C", "en"),
        ("c language", "The language C++", "en"),
        ("general", "A generous meal", "en"),
        ("haus", "Hausmann", "de"),
    ],
)
def test_other_words(phrase: str, text: str, language: str) -> None:
    assert missing(phrase, text, language) != ()


def test_length_changing_lower_case_keeps_places() -> None:
    assert places("rye", "İİİ rye") == ["rye"]


@pytest.mark.parametrize(
    ("language", "certain"), [("en", True), ("pl", True), ("ja", True), ("ko", True), ("mk", False)]
)
def test_languages_in_which_absence_is_certain(language: str, certain: bool) -> None:
    parsed = parse_keyphrase("abc", language)
    assert parsed is not None and parsed.certain is certain


@pytest.mark.parametrize(
    "field",
    [
        "keyphrase: rye bread",
        "focus_keyphrase: rye bread",
        "focus_keyword: [rye bread, dark loaf]",
        "seo: {keyphrase: rye bread}",
        "seolint: {keyphrase: rye bread}",
        "params: {keyphrase: rye bread}",
        "seolint: {keyphrase: rye bread}\nkeyphrase: dark loaf",
    ],
)
def test_where_a_keyphrase_is_declared(field: str) -> None:
    doc = page(f"---\n{field}\n---\n", names=NAMES)
    assert doc.keyphrase is not None and doc.keyphrase.text == "rye bread"


@pytest.mark.parametrize(
    "field",
    [
        "keyphrase_synonyms: dark loaf, loaf of rye",
        "keyphrase_synonyms: [dark loaf, loaf of rye]",
        "seolint: {synonyms: [dark loaf, loaf of rye]}",
    ],
)
def test_where_synonyms_are_declared(field: str) -> None:
    doc = page(f"---\n{field}\n---\n", names=NAMES)
    assert [synonym.text for synonym in doc.synonyms] == ["dark loaf", "loaf of rye"]


def test_none_declared() -> None:
    doc = page("---\nkeyphrase: ~\n---\nRye\n")
    assert doc.keyphrase is None and doc.synonyms == () and doc.keyphrase_places == ()


def test_phrases_that_mean_the_same_have_one_key() -> None:
    keys = {
        phrase.key
        for text in ("rye bread", "the bread of rye", "Breads, rye")
        if (phrase := parse_keyphrase(text, "en"))
    }
    assert keys == {"bread rye"}
