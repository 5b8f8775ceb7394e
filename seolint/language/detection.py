"""Which language a text is written in."""

_SAMPLE = 2_000
_LAST_LATIN = "\u024f"


def detect(text: str) -> str:
    """The BCP 47 code of the language of `text`, or an empty string where it is unknown.

    Judged from the first 2,000 characters: text mostly in Latin letters is taken for
    English.
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return "en" if any(map(str.isalpha, sample)) else ""
    letters = [character for character in sample if character.isalpha()]
    latin = sum(character <= _LAST_LATIN for character in letters)
    return "en" if latin * 2 > len(letters) else ""
