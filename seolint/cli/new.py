"""`seolint new`: the file of a new rule."""

import os
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from seolint.cli.usage import CommandLineError

if TYPE_CHECKING:
    from seolint.packs import RuleFile

OWN_RULES = "rules/seolint_rules"
"""Where the rules of seolint lie, from the top of its repository."""

_FAMILY = re.compile(r"[A-Z][A-Z0-9]{0,6}[A-Z]")
_LAST = 999

_TEMPLATE = '''\
"""Say here in a sentence what is wrong.

Say here whom it hurts, and how.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Problem, bad, document_rule, good


@document_rule(
    severity="warning",
    evidence=[Evidence("F", "say here who says so")],
    examples=[
        good("Here all is well.\\n"),
        bad("Here ⟦something⟧ is wrong.\\n"),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    yield from ()
'''
_TEST = """\
import pytest

from seolint.testing import ExampleCase, check_example, example_cases


@pytest.mark.parametrize("case", example_cases(files=["{folder}"]), ids=str)
def test_example(case: ExampleCase) -> None:
    check_example(case)
"""


def new(
    rule: Annotated[
        str, typer.Argument(metavar="FAMILY/NAME", help="As in META/title-in-capitals.")
    ],
    code: Annotated[
        str | None,
        typer.Option(metavar="CODE", help="By default the next free one of the family."),
    ] = None,
    to: Annotated[
        str, typer.Option(metavar="DIR", help="The folder of the rules; it may be new.")
    ] = OWN_RULES,
) -> None:
    """Write the file of a new rule, with examples that fail until the rule is written."""
    from seolint.cli.catalogue import local_config

    family, name = _split(rule)
    folder = Path(to)
    _check_folder(folder, family, name)
    packs = local_config().packs
    known = {each.code: each for each in (*_rules_in(folder), *packs.files.values())}
    code = _next_code(family, known) if code is None else _check_code(code, family)
    _check_free(code, name, known.values())
    path = _home(folder, family) / f"{code.lower()}_{name.replace('-', '_')}.py"
    try:
        _write(path)
    except OSError as error:
        raise CommandLineError(f"cannot write {path}: {(error.strerror or '').lower()}") from error
    print(f"{code} {name} is in {path.as_posix()}\n")
    print("\n".join(_next_steps(code, name, folder)))


def _split(rule: str) -> tuple[str, str]:
    from seolint.packs import NAME

    family, slash, name = rule.partition("/")
    help = "write FAMILY/NAME, such as META/title-in-capitals"
    if not slash:
        raise CommandLineError(f"no family before the name: {rule}", help)
    if not _FAMILY.fullmatch(family):
        upper = family.upper()
        near = f"did you mean {upper}/{name}?" if _FAMILY.fullmatch(upper) else None
        message = f"a family is two to eight capitals, as in META, or digits between: {family}"
        raise CommandLineError(message, near)
    if not NAME.fullmatch(name):
        kebab = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
        near = f"did you mean {family}/{kebab}?" if kebab else help
        raise CommandLineError(f"a name is words in lower case with hyphens: {name}", near)
    return family, name


def _check_folder(folder: Path, family: str, name: str) -> None:
    """Raises CommandLineError where a rule of this family cannot be."""
    from seolint.packs import RESERVED_FAMILIES

    if folder.exists() and not folder.is_dir():
        raise CommandLineError(f"not a folder: {folder.as_posix()}")
    is_own = _is_own(folder)
    if folder == Path(OWN_RULES) and not folder.is_dir():
        own = "ACME" if family in RESERVED_FAMILIES else family
        help = f"name that of your rules, as in: seolint new {own}/{name} --to seo_rules"
        raise CommandLineError(f"no folder {OWN_RULES} here", help)
    if is_own and family not in RESERVED_FAMILIES:
        known = ", ".join(sorted(RESERVED_FAMILIES - {"LINT"}))
        raise CommandLineError(f"seolint has no family {family}", f"known are {known}")
    if not is_own and family in RESERVED_FAMILIES:
        help = "take a family of your own, such as ACME"
        raise CommandLineError(f"the family {family} is seolint's own", help)


def _is_own(folder: Path) -> bool:
    return folder.resolve().parts[-2:] == Path(OWN_RULES).parts


def _rules_in(folder: Path) -> "list[RuleFile]":
    """The rules of a folder and of the folders in it, whether or not they are enabled."""
    from seolint.packs import rule_files

    return rule_files([*folder.glob("*.py"), *folder.glob("*/*.py")])


def _next_code(family: str, known: Collection[str]) -> str:
    """The next free number of the family's last decade, or of the next when it is full."""
    numbers = [int(code[-3:]) for code in known if code[:-3] == family]
    number = max(numbers, default=0) + 1
    if number > _LAST:
        raise CommandLineError(f"{family}{_LAST} is taken", "give a free one with --code")
    return f"{family}{number:03}"


def _check_code(code: str, family: str) -> str:
    from seolint.packs import CODE

    if not CODE.fullmatch(code) or code[:-3] != family:
        message = f"a code of {family} is {family} and three digits: {code}"
        raise CommandLineError(message, f"as in {family}012")
    return code


def _check_free(code: str, name: str, known: Collection["RuleFile"]) -> None:
    for other in known:
        if other.code == code:
            raise CommandLineError(f"{code} is taken by {other.name}", _where(other))
        if other.name == name:
            raise CommandLineError(f"{name} is taken by {other.code}", _where(other))


def _where(rule: "RuleFile") -> str | None:
    from seolint.config.files import shown

    return f"see {shown(Path(rule.path))}" if rule.path else None


def _home(folder: Path, family: str) -> Path:
    """The family's folder where families have one, else the folder itself."""
    inner = folder / family.lower()
    has_inner = any(Path(rule.path).parent != folder for rule in _rules_in(folder))
    return inner if inner.is_dir() or has_inner or _is_own(folder) else folder


def _write(path: Path) -> None:
    package = path.parent.parent / "__init__.py"
    if not path.parent.exists():
        path.parent.mkdir(parents=True)
        if package.exists():
            (path.parent / "__init__.py").write_text(f'"""Rules of {path.parent.name}."""\n')
    with path.open("x", encoding="utf-8") as file:
        file.write(_TEMPLATE)


def _next_steps(code: str, name: str, folder: Path) -> Iterator[str]:
    from seolint.cli.catalogue import local_config

    config = local_config()
    steps = [
        "Say in it what is wrong and whom it hurts; change the good and the bad example.",
        f"See the bad example fail:  python -m pytest -k {name}",
        "Write `check`, and see it pass.",
        f"Try it on real pages:  seolint check PATHS --select {code}",
    ]
    if code not in config.packs.files:
        shown = Path(os.path.relpath(folder, config.root)).as_posix()
        steps.insert(0, f'Name the folder in the configuration:  [plugins] files = ["{shown}"]')
    for number, step in enumerate(steps, 1):
        yield f"{number}. {step}"
    if not _is_own(folder):
        yield "\nExamples are tests once this is in a file such as tests/test_seo_rules.py:\n"
        test = _TEST.format(folder=folder.as_posix())
        yield from (f"    {line}".rstrip() for line in test.splitlines())
