"""`seolint new`: a rule file that imports, and fails its example until it is written."""

from pathlib import Path

import pytest

from seolint.packs import find_packs
from seolint.rule import Rule
from seolint.testing import check_example, example_cases


def written(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.py"))


@pytest.fixture
def own(site: Path) -> Path:
    """A folder that lies where the rules of seolint do."""
    folder = site / "rules" / "seolint_rules"
    folder.mkdir(parents=True)
    (folder / "__init__.py").touch()
    return folder


def load(path: Path) -> Rule:
    packs = find_packs(files=[path])
    [code] = [code for code, file in packs.files.items() if file.pack == "files"]
    return packs.load(code)


def test_a_new_rule_can_be_imported_and_fails_its_bad_example(site, seolint):
    result = seolint("new", "ACME/cup-cold", "--to", "seo_rules")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("ACME001 cup-cold is in seo_rules/acme001_cup_cold.py\n")
    rule = load(site / "seo_rules" / "acme001_cup_cold.py")
    assert rule.summary and rule.rationale and rule.evidence
    good, bad = example_cases(files=[site / "seo_rules"])
    assert (good.example.wrong, bad.example.wrong) == (False, True)
    check_example(good)
    with pytest.raises(AssertionError, match="the rule and the marks differ"):
        check_example(bad)


def test_the_next_steps_name_the_test_the_rule_and_the_folder(seolint):
    out = seolint("new", "ACME/cup-cold", "--to", "seo_rules").out
    assert '1. Name the folder in the configuration:  [plugins] files = ["seo_rules"]' in out
    assert "python -m pytest -k cup-cold" in out
    assert "seolint check PATHS --select ACME001" in out
    assert 'example_cases(files=["seo_rules"])' in out


def test_a_folder_that_is_configured_need_not_be(seolint):
    out = seolint("new", "TEA/cup-cold", "--to", "tea").out
    assert out.startswith("TEA004 cup-cold is in tea/tea004_cup_cold.py\n")
    assert "[plugins]" not in out
    assert "TEA004" in seolint("rules", "TEA").out


def test_a_folder_is_named_from_that_of_the_configuration(site, seolint, monkeypatch):
    (site / "posts").mkdir()
    monkeypatch.chdir(site / "posts")
    assert 'files = ["seo_rules"]' in seolint("new", "ACME/cup-cold", "--to", "../seo_rules").out


@pytest.mark.parametrize(
    ("there", "code"),
    [
        ([], "ACME001"),
        (["acme001_a", "acme003_b"], "ACME004"),
        (["acme001_a", "acme012_b"], "ACME013"),
        (["acme019_a"], "ACME020"),
        (["other050_a"], "ACME001"),
    ],
)
def test_the_code_is_the_next_in_the_last_decade_of_the_family(site, seolint, there, code):
    folder = site / "seo_rules"
    folder.mkdir()
    for name in there:
        (folder / f"{name}.py").touch()
    assert seolint("new", "ACME/cup-cold", "--to", "seo_rules").out.startswith(f"{code} ")


def test_the_last_code_has_no_next(site, seolint):
    (site / "tea" / "tea999_last.py").write_text((site / "tea/tea001_teapot_word.py").read_text())
    result = seolint("new", "TEA/cup-cold", "--to", "tea")
    assert (result.code, result.out) == (2, "")
    assert "TEA999 is taken" in result.err


def test_the_code_may_be_given(site, seolint):
    seolint("new", "ACME/cup-cold", "--to", "seo_rules", "--code", "ACME042")
    assert written(site / "seo_rules") == ["acme042_cup_cold.py"]


def test_a_rule_of_seolint_goes_to_its_family(own, seolint):
    out = seolint("new", "META/title-in-capitals").out
    last = max(code for code in find_packs().files if code.startswith("META"))
    code = f"META{int(last[-3:]) + 1:03}"
    assert out.startswith(f"{code} title-in-capitals is in rules/seolint_rules/meta/")
    assert "example_cases" not in out
    assert written(own) == [
        "__init__.py",
        "meta/__init__.py",
        f"meta/{code.lower()}_title_in_capitals.py",
    ]


@pytest.mark.parametrize(
    ("there", "home"),
    [
        (["acme/acme001_a"], "acme"),
        (["other/other001_a"], "acme"),
        (["other001_a"], "."),
        (["other/words"], "."),
    ],
)
def test_a_rule_goes_where_the_pack_has_its_rules(site, seolint, there, home):
    for name in there:
        path = site / "pack" / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    seolint("new", "ACME/cup-cold", "--to", "pack")
    [new] = (site / "pack").rglob("*cup_cold.py")
    assert new.parent == site / "pack" / home


@pytest.mark.parametrize(
    ("arguments", "problem", "help"),
    [
        (("cup-cold",), "no family before the name", "FAMILY/NAME"),
        (("acme/cup-cold",), "two to eight capitals", "did you mean ACME/cup-cold?"),
        (("A/cup-cold",), "two to eight capitals", ""),
        (("ACME/Cup_cold",), "a name is words", "did you mean ACME/cup-cold?"),
        (("ACME/",), "a name is words", "FAMILY/NAME"),
        (("META/cup-cold",), "META is seolint's own", "such as ACME"),
        (("ACME/title-missing",), "title-missing is taken by META001", "see "),
        (("ACME/binary-file",), "binary-file is taken by FILE002", ""),
        (("ACME/teapot-word",), "teapot-word is taken by TEA001", "see tea/tea001"),
        (("ACME/cup-cold", "--code", "ACME1"), "ACME and three digits", "as in ACME012"),
        (("ACME/cup-cold", "--code", "TEA004"), "ACME and three digits", ""),
        (("TEA/cup-cold", "--code", "TEA001"), "TEA001 is taken by teapot-word", "see tea/tea001"),
        (("ACME/cup-cold", "--to", "good.md"), "not a folder: good.md", ""),
    ],
)
def test_a_rule_that_cannot_be_is_refused(site, seolint, arguments, problem, help):
    before = written(site)
    to = () if "--to" in arguments else ("--to", "seo_rules")
    result = seolint("new", *arguments, *to)
    assert (result.code, result.out) == (2, "")
    assert problem in result.err
    assert help in result.err
    assert written(site) == before


def test_a_rule_that_is_there_stays(site, seolint):
    seolint("new", "ACME/cup-cold", "--to", "seo_rules")
    path = site / "seo_rules" / "acme001_cup_cold.py"
    path.write_text("written")
    result = seolint("new", "ACME/cup-cold", "--to", "seo_rules")
    assert result.code == 2
    assert "cup-cold is taken by ACME001" in result.err
    assert path.read_text() == "written"


@pytest.mark.parametrize("family", ["ACME", "META"])
def test_without_rules_of_seolint_the_folder_is_to_be_named(seolint, family):
    result = seolint("new", f"{family}/cup-cold")
    assert result.code == 2
    assert "no folder rules/seolint_rules here" in result.err
    assert "seolint new ACME/cup-cold --to seo_rules" in result.err


def test_seolint_has_no_other_families(own, seolint):
    result = seolint("new", "ACME/cup-cold")
    assert result.code == 2
    assert "seolint has no family ACME" in result.err
    assert written(own) == ["__init__.py"]


def test_a_folder_that_cannot_be_written_is_told(site, seolint):
    (site / "file").touch()
    result = seolint("new", "ACME/cup-cold", "--to", "file/rules")
    assert result.code == 2
    assert result.err.startswith("error: cannot write file/rules/acme001_cup_cold.py: ")
