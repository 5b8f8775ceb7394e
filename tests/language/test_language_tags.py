"""Language tags, right and wrong."""

import pytest

from seolint.language.tags import tag_flaw


@pytest.mark.parametrize(
    "tag",
    (
        "en de-CH en-us zh-Hans zh-Hant-TW es-419 de-1996 sl-rozaj-biske ca-valencia zh-cmn-Hans "
        "de-DE-u-co-phonebk sr-Latn-RS ast gsw-CH x-default x-pirate i-klingon qaa be ca se uk iw"
    ).split(),
)
def test_valid_tags_have_no_flaw(tag: str) -> None:
    assert tag_flaw(tag) is None


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("en-UK", "en-GB"),
        ("sr-Latn-UK", "sr-Latn-GB"),
        ("jp", "ja"),
        ("CZ-cz", "cs-cz"),
        ("gr", "el"),
        ("eng", "en"),
        ("fre-CA", "fr-CA"),
        ("zh-TW-Hant", "zh-Hant-TW"),
        ("pt_BR", "pt-BR"),
        ("en_UK", "en-GB"),
    ],
)
def test_what_is_meant_by_the_usual_mistakes_is_known(tag: str, meant: str) -> None:
    flaw = tag_flaw(tag)
    assert flaw is not None
    assert flaw.meant == meant
    assert tag_flaw(meant) is None


@pytest.mark.parametrize(
    ("tag", "message"),
    [
        ("US", "“US” is a region, and a tag begins with a language"),
        ("xx", "“xx” is no language"),
        ("en-XX", "“XX” is no region"),
        ("en-Latt", "“Latt” is no script"),
        ("English", "“English” is no language tag"),
        ("en--US", "“en--US” is no language tag"),
        ("en-US-", "“en-US-” is no language tag"),
        ("en;de", "“en;de” is no language tag"),
    ],
)
def test_other_tags_have_a_flaw_and_nothing_that_is_certainly_meant(tag: str, message: str) -> None:
    flaw = tag_flaw(tag)
    assert flaw is not None
    assert flaw == (message, "")
