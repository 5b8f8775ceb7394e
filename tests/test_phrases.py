from seolint.language.stopwords import stop_words
from seolint.phrases import frequent_words, longest_phrase, phrases
from seolint.prose import CODE


def test_frequent_words_are_counted_without_case_and_punctuation() -> None:
    texts = ["Rye bread, rye.", "“Rye” for the baker’s oven"]
    assert frequent_words(texts, 2, stop_words("en")) == {"rye": 3}
    assert frequent_words(texts, 1, stop_words("en"))["baker's"] == 1


def test_phrases_begin_and_end_with_the_words_asked_for() -> None:
    text = "Rye bread from the North is dark"
    assert list(phrases(text, "en", {"rye", "bread", "north"})) == [
        ("rye bread", 0, 9),
        ("bread from the north", 4, 24),
    ]


def test_phrases_have_at_most_four_words() -> None:
    assert [phrase for phrase, _, _ in phrases("a b c d e", "en", {"a", "d", "e"})] == [
        *("a b c d", "d e")
    ]


def test_no_phrase_crosses_code() -> None:
    assert list(phrases(f"rye {CODE * 3} bread", "en", {"rye", "bread"})) == []


def test_the_longest_phrase_wins_then_the_most_frequent() -> None:
    assert longest_phrase({"rye bread": 9, "dark rye bread": 3, "good rye bread": 4}) == (
        "good rye bread"
    )


def test_no_phrase_crosses_punctuation() -> None:
    assert list(phrases("dark rye, bread", "en", {"dark", "rye", "bread"})) == [("dark rye", 0, 8)]
