"""Rule packs: found by entry point, known by their files' names, imported when needed."""

import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from seolint.own_rules import OWN_RULES
from seolint.packs import BUILTIN, RESERVED_FAMILIES, PackError, find_packs, read_entry_points

RULE = '''\
"""A rule.

For a test.
"""

from seolint.api import Evidence, document_rule


@document_rule(severity="error", evidence=[Evidence("F", "a test")], examples=[])
def check(doc):
    yield from ()
'''


def install(folder: Path, pack: str, *rules: str, package: str = "", value: str = "") -> None:
    """Makes a package of rules that `folder`, when it is on the path, offers as a pack."""
    package = package or f"shelf_{pack}"
    (folder / package).mkdir(parents=True, exist_ok=True)
    (folder / package / "__init__.py").touch()
    for rule in rules:
        path = folder / package / f"{rule}.py"
        path.parent.mkdir(exist_ok=True)
        path.write_text(RULE, encoding="utf-8")
    record = folder / f"{package}-1.0.dist-info"
    record.mkdir()
    (record / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {package}\nVersion: 1.0\n")
    (record / "entry_points.txt").write_text(f"[seolint.rules]\n{pack} = {value or package}\n")


@pytest.fixture
def shelf(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder on the path."""
    monkeypatch.syspath_prepend(tmp_path)
    yield tmp_path
    for name in [name for name in sys.modules if name.startswith("shelf_")]:
        del sys.modules[name]


@pytest.mark.parametrize("group", ["seolint.rules", "console_scripts", "pytest11", "no.such"])
def test_our_reader_of_entry_points_agrees_with_the_library(group):
    library = {entry.name: entry.value for entry in importlib.metadata.entry_points(group=group)}
    assert read_entry_points(group) == library
    assert library or group == "no.such"


def test_our_reader_agrees_on_odd_files(shelf):
    install(shelf, "odd", "odd001_rule")
    text = (
        "# comment\n[console_scripts]\nodd=odd:main\n\n"
        "[seolint.rules]\n# comment\n  spaced   =   spaced_rules  \nodd = shelf_odd\n\n"
        "[other]\na = b\n"
    )
    (shelf / "shelf_odd-1.0.dist-info" / "entry_points.txt").write_text(text)
    for group in ("seolint.rules", "console_scripts", "other"):
        entries = importlib.metadata.entry_points(group=group)
        assert read_entry_points(group) == {entry.name: entry.value for entry in entries}
    assert read_entry_points("seolint.rules")["spaced"] == "spaced_rules"


def test_what_cannot_be_read_on_the_path_is_passed_over(shelf, monkeypatch):
    install(shelf, "odd", "odd001_rule")
    (shelf / "latin-1.0.dist-info").mkdir()
    (shelf / "latin-1.0.dist-info" / "entry_points.txt").write_bytes(b"[seolint.rules]\n\xe9 = x\n")
    (shelf / "bare-1.0.dist-info").mkdir()
    archive = shelf / "a.zip"
    archive.touch()
    monkeypatch.setattr(sys, "path", [str(archive), str(shelf / "gone"), *sys.path])
    assert read_entry_points("seolint.rules")["odd"] == "shelf_odd"


def test_the_first_on_the_path_wins(tmp_path):
    install(tmp_path / "one", "acme", package="first")
    install(tmp_path / "two", "acme", package="second")
    search = [str(tmp_path / "one"), str(tmp_path / "two")]
    assert read_entry_points("seolint.rules", search) == {"acme": "first"}


def test_codes_and_names_are_those_of_the_files():
    packs = find_packs()
    root = Path(__file__).parents[1] / "rules" / "seolint_rules"
    files = {path.stem for path in root.rglob("*.py") if path.stem[-1:] and "_" in path.stem}
    files -= {"__init__"}
    named = {f"{code.lower()}_{file.name.replace('-', '_')}" for code, file in packs.files.items()}
    own = {f"{code.lower()}_{name.replace('-', '_')}" for code, (name, _) in OWN_RULES.items()}
    assert named == files | own
    assert all(
        file.path.split("/")[-2] == file.family.lower()
        for file in packs.files.values()
        if file.path
    )


@pytest.mark.parametrize(
    ("selector", "codes"),
    [
        ("META010", {"META010"}),
        ("description-missing", {"META010"}),
        ("binary-file", {"FILE002"}),
        ("meta010", set()),
        ("Description-Missing", set()),
        ("MET", set()),
        ("META0100", set()),
        ("META099", set()),
        ("ME", set()),
        ("", set()),
        ("*", set()),
        ("ALL", set()),
    ],
)
def test_what_a_selector_means(selector, codes):
    assert find_packs().codes(selector) == codes


@pytest.mark.parametrize("prefix", ["META", "META0", "META01", "LINT", "LINK00", "FILE"])
def test_a_prefix_means_all_codes_that_begin_with_it(prefix):
    packs = find_packs()
    codes = {code for code in packs.files if code.startswith(prefix)}
    assert packs.codes(prefix) == codes
    assert len(codes) > 1


def test_a_family_that_ends_like_a_prefix_is_not_mixed_up_with_it(shelf):
    install(shelf, "x", "a1b001_one", "a1b101_two", "ab001_three")
    packs = find_packs(["x"])
    assert packs.codes("A1B") == {"A1B001", "A1B101"}
    assert packs.codes("A1B1") == {"A1B101"}
    assert packs.codes("AB") == {"AB001"}
    assert packs.codes("all") >= {"A1B001", "AB001", "META010", "LINT001"}


def test_no_rule_is_imported_before_it_is_asked_for(shelf):
    install(shelf, "lazy", "lazy001_rule")
    packs = find_packs(["lazy"])
    assert "shelf_lazy.lazy001_rule" not in sys.modules
    assert packs.load("LAZY001").summary == "A rule."
    assert packs.load("LAZY001") is packs.load("LAZY001")
    assert "shelf_lazy.lazy001_rule" in sys.modules


def test_an_installed_pack_is_listed_and_not_enabled(shelf):
    install(shelf, "acme", "acme001_rule")
    install(shelf, "other", "other001_rule")
    packs = find_packs(["acme"])
    assert packs.others == ("other",)
    assert "ACME001" in packs.files and "OTHER001" not in packs.files
    assert find_packs().others == ("acme", "other")


def test_rules_may_lie_in_folders_of_a_pack(shelf):
    install(shelf, "deep", "one/acme001_rule", "two/acme002_other", "acme003_third", "readers")
    (shelf / "shelf_deep" / "Acme004_wrong.py").touch()
    packs = find_packs(["deep"])
    assert packs.codes("ACME") == {"ACME001", "ACME002", "ACME003"}
    assert packs.load("ACME002").docs


def error(*entry_points: str, files: tuple[Path, ...] = ()) -> str:
    with pytest.raises(PackError) as caught:
        packs = find_packs(entry_points, files)
        for code in packs.files:
            packs.load(code)
    return str(caught.value)


def test_a_missing_pack_is_named_together_with_those_that_are_installed(shelf):
    assert error("acme") == "no rule pack `acme` is installed (installed: none)"
    install(shelf, "other", "other001_rule")
    assert error("acme") == "no rule pack `acme` is installed (installed: other)"


def test_a_pack_without_rules_is_an_error(shelf):
    install(shelf, "empty", "readers")
    assert error("empty") == "the rule pack `empty` (shelf_empty) holds no rules"


def test_no_rules_at_all_is_an_error(tmp_path, monkeypatch):
    install(tmp_path, BUILTIN)
    monkeypatch.setattr(sys, "path", [str(tmp_path)])
    assert "holds no rules" in error()
    monkeypatch.setattr(sys, "path", [])
    assert error() == "no rule pack `builtin` is installed (installed: none)"


@pytest.mark.parametrize("value", ["gshelf_one", "odd rules", "acme.gone", "shelf_acme:rules", "."])
def test_a_pack_whose_package_is_not_there_is_an_error(shelf, value):
    install(shelf, "acme", "acme001_rule", value=value)
    assert error("acme").startswith("cannot import the rule pack `acme`")


@pytest.mark.parametrize(
    ("source", "cause"),
    [
        ("import gone_module", "ModuleNotFoundError: No module named 'gone_module'"),
        ("def check(:", "SyntaxError"),
        ("1 / 0", "ZeroDivisionError"),
        ("raise SystemExit(0)", "SystemExit"),
        ("def check(doc): yield", "its `check` is not decorated as a rule"),
        ("", "its `check` is not decorated as a rule"),
    ],
)
def test_a_rule_that_cannot_be_imported_is_named(shelf, source, cause):
    install(shelf, "broken", "broken001_rule")
    path = shelf / "shelf_broken" / "broken001_rule.py"
    path.write_text(source)
    for message in (error("broken"), error(files=(path,))):
        assert str(path) in message
        assert cause in message


def test_a_code_twice_is_an_error(shelf):
    install(shelf, "one", "acme001_rule")
    install(shelf, "two", "acme001_other")
    message = error("one", "two")
    assert "ACME001 rule" in message and "ACME001 other" in message
    assert "shelf_one" in message and "shelf_two" in message


def test_a_name_twice_is_an_error(shelf):
    install(shelf, "one", "acme001_rule")
    install(shelf, "two", "acme002_rule")
    message = error("one", "two")
    assert "ACME001 rule" in message and "ACME002 rule" in message


@pytest.mark.parametrize("name", ["description-missing", "unused-suppression", "binary-file"])
def test_a_name_of_ours_is_an_error(shelf, name):
    install(shelf, "acme", f"acme001_{name.replace('-', '_')}")
    assert f"ACME001 {name} is already" in error("acme")


@pytest.mark.parametrize("family", sorted(RESERVED_FAMILIES))
def test_families_of_ours_are_reserved(shelf, family):
    install(shelf, "acme", f"{family.lower()}900_rule")
    path = shelf / "shelf_acme" / f"{family.lower()}900_rule.py"
    for message in (error("acme"), error(files=(path,))):
        assert message == f"{path}: the family {family} is seolint's own"


def test_rules_of_a_repository_are_files_or_folders(tmp_path):
    (tmp_path / "rules" / "deep").mkdir(parents=True)
    for name in ("rules/acme001_rule.py", "rules/deep/acme002_other.py", "rules/words.py"):
        (tmp_path / name).write_text(RULE)
    packs = find_packs(files=[tmp_path / "rules"])
    assert packs.codes("ACME") == {"ACME001", "ACME002"}
    assert packs.load("ACME002").scope == "doc"
    packs = find_packs(files=[tmp_path / "rules" / "acme001_rule.py"])
    assert packs.codes("ACME") == {"ACME001"}


def test_a_file_that_is_no_rule_is_an_error(tmp_path):
    (tmp_path / "words.py").touch()
    (tmp_path / "empty").mkdir()
    assert "no such rule file or folder" in error(files=(tmp_path / "gone.py",))
    assert "no rule file such as" in error(files=(tmp_path / "words.py",))
    assert "no rule file such as" in error(files=(tmp_path / "empty",))


def test_families_of_ours_are_those_of_our_rules():
    assert {file.family for file in find_packs().files.values()} <= RESERVED_FAMILIES
