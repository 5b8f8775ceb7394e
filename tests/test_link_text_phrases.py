"""The phrases that LINK001 looks for are written as it compares them."""

import pytest

from seolint.language.link_phrases import GENERIC_LINK_TEXTS


@pytest.mark.parametrize("language", GENERIC_LINK_TEXTS)
def test_phrases_are_folded_and_trimmed(language: str) -> None:
    for phrase in GENERIC_LINK_TEXTS[language]:
        assert phrase
        assert phrase == " ".join(phrase.casefold().split()).strip(".,:;!?…→")
