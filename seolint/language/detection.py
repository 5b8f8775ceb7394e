"""Which language a text is written in."""

from seolint.patterns import lazy_regex

_SAMPLE = 2_000
_LATIN = lazy_regex("[A-Za-z\u00c0-\u024f]+")
_OTHER = lazy_regex(r"[^\W\d_\u0000-\u024f]+")


def detect(text: str) -> str:
    """The BCP 47 code of the language of `text`, or an empty string where it is unknown.

    Judged from the first 2,000 characters: text mostly in Latin letters is taken for
    English.
    """
    sample = text[:_SAMPLE]
    if sample.isascii():
        return "en" if _LATIN.search(sample) else ""
    latin = sum(map(len, _LATIN.findall(sample)))
    return "en" if latin > sum(map(len, _OTHER.findall(sample))) else ""
