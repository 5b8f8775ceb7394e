"""`seolint init`: writes a configuration for a site, and shows what a run finds there."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from seolint.cli.usage import CommandLineError

if TYPE_CHECKING:
    from seolint.cli.survey import Survey

_NAME = "seolint.toml"
_PYPROJECT = "pyproject.toml"
_SHOWN_FIELDS = ("title", "description", "image", "date", "author")


def init(
    folder: Annotated[str, typer.Argument(metavar="[DIR]", help="The top of the site.")] = ".",
    profile: Annotated[
        Literal["essential", "recommended", "strict", "all"], typer.Option(help="The set of rules.")
    ] = "recommended",
    pyproject: Annotated[
        bool, typer.Option("--pyproject", help="Write into pyproject.toml.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Print the configuration, write nothing.")
    ] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Replace a configuration that is there.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Ask nothing.")] = False,
) -> None:
    """Write a configuration that fits a site.

    It finds out the generator and the names of fields, and shows what a run finds.
    """
    from seolint.cli.survey import survey
    from seolint.escapes import escape

    top = Path(os.path.abspath(folder))
    if not top.is_dir():
        raise CommandLineError(f"no such folder: {folder}")
    target = _target(top, pyproject=pyproject, force=force or dry_run)
    found = survey(top)
    if found is None:
        raise CommandLineError(f"no pages in {folder}", "name the folder of a site")
    site = found.root.site
    if not site.is_relative_to(top):
        help = f"seolint init {_shown(site)}"
        raise CommandLineError(f"{folder} is part of the site in {_shown(site)}", help)
    text = "\n".join(_configuration(found, top, profile, pyproject=pyproject)) + "\n"
    if dry_run:
        print(text, end="")
        return
    for line in _findings_of(found, top):
        print(escape(line))
    if not yes and _is_terminal() and not _agrees(f"\nWrite {_shown(target)}? [Y/n] "):
        return
    _write(target, text, pyproject=pyproject)
    print(f"\nWrote {_shown(target)}:\n")
    print("\n".join(f"    {line}".rstrip() for line in text.splitlines()), flush=True)
    print()
    raise typer.Exit(_show_what_a_run_finds(folder))


def _is_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _agrees(question: str) -> bool:
    try:
        return input(question).strip().lower() in ("", "y", "yes")
    except EOFError:
        return False


def _target(top: Path, *, pyproject: bool, force: bool) -> Path:
    """The file to write.

    Raises:
        CommandLineError: a configuration is there already.
    """
    from seolint.config import find_config

    there = find_config(top)
    wanted = top / (_PYPROJECT if pyproject else _NAME)
    if there is None:
        if pyproject and not wanted.is_file():
            raise CommandLineError(
                f"no {_PYPROJECT} in {_shown(top)}", f"without --pyproject, {_NAME} is written"
            )
        return wanted
    if there.name == _PYPROJECT:
        raise CommandLineError(
            f"{_shown(there)} has a table [tool.seolint]", "edit it, or delete it first"
        )
    if pyproject or not force:
        help = f"delete {_shown(there)} first" if pyproject else "--force replaces it"
        raise CommandLineError(f"{_shown(there)} is there already", help)
    return there


def _configuration(found: "Survey", top: Path, profile: str, *, pyproject: bool) -> Iterator[str]:
    """The lines of a configuration that says what was found."""
    from seolint.cli.catalogue import to_toml

    root = found.root
    prefix = "tool.seolint" if pyproject else ""
    if pyproject:
        yield f"[{prefix}]"
    yield f"profile = {to_toml(profile)}  # essential, recommended, strict or all"
    yield ""
    yield f"[{_joined(prefix, 'site')}]"
    yield f"generator = {to_toml(root.generator.name)}"
    if root.site != top:
        yield f"root = {to_toml(root.site.relative_to(top).as_posix())}"
    if not root.settings.base_url:
        yield '# base-url = "https://example.org/"  # then links and images there are your own'
    lists = [
        (field, names)
        for field in _SHOWN_FIELDS
        if (names := tuple(found.names[field])) and names != root.config.names[field]
    ]
    if lists:
        yield ""
        yield f"[{_joined(prefix, 'frontmatter')}]  # names in use; the first that is there counts"
        for field, names in lists:
            yield f"{field} = {to_toml(names)}"


def _joined(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name


def _findings_of(found: "Survey", top: Path) -> Iterator[str]:
    """What was found out, for people."""
    from seolint.config import closest_config, is_repository

    root = found.root
    settings = root.settings
    proof = next((name for name in root.generator.detection if (root.site / name).is_file()), "")
    yield _row(
        "generator", root.generator.name + (f" ({_shown(root.site / proof)})" if proof else "")
    )
    where = ", ".join(_outermost(settings.content)) or f"all of {_shown(root.site)}"
    yield _row("content", f"{where}: {found.pages} pages")
    if settings.base_url:
        yield _row("address", settings.base_url)
    for field in _SHOWN_FIELDS:
        counts = [f"{name} in {count}" for name, count in found.names[field].items() if count]
        if counts:
            yield _row(field, f"{', '.join(counts)} of {found.sampled} posts")
    for other in found.others:
        place = _shown(other.folder)
        generator = other.generator.name
        yield f"note: {place} is a site of its own ({generator}): seolint init {place}"
    outer = closest_config(top.parent) if not is_repository(top) else None
    if outer is not None:
        yield f"note: up to now {_shown(outer)} has been in force here"


def _outermost(patterns: Sequence[str]) -> list[str]:
    """The folders in which pages are; none when that is everywhere."""
    found = [pattern for pattern in patterns if pattern[:1] != "!"]
    trees = [pattern.removesuffix("**") for pattern in found if pattern.endswith("/**")]
    return [
        pattern
        for pattern in found
        if pattern != "**"
        and not any(pattern.startswith(tree) and pattern != f"{tree}**" for tree in trees)
    ]


def _row(title: str, text: str) -> str:
    return f"{title:<12} {text}"


def _write(target: Path, text: str, *, pyproject: bool) -> None:
    if pyproject:
        before = target.read_text(encoding="utf-8")
        gap = (
            ""
            if not before or before.endswith("\n\n")
            else "\n"
            if before.endswith("\n")
            else "\n\n"
        )
        text = before + gap + text
    try:
        target.write_text(text, encoding="utf-8")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CommandLineError(f"cannot write {_shown(target)}: {reason}") from error


def _show_what_a_run_finds(folder: str) -> int:
    """Runs `check --statistics` and prints what to do next; 2 when the run is not to be trusted."""
    import json
    import shlex
    import tempfile

    from seolint.cli.check import check

    with tempfile.TemporaryDirectory() as place:
        report = Path(place) / "report.json"
        try:
            check([folder], formats=["full", f"json:{report}"], statistics=True)
        except typer.Exit as stop:
            code = stop.exit_code
        if not report.exists():
            return code
        found: dict[str, Any] = json.loads(report.read_bytes())
    where = "" if folder == "." else f" {shlex.quote(folder)}"
    print("\nNext:")
    for command, text in _next_commands(found, where):
        print(f"  {command:<44}  {text}")
    return 2 if code == 2 else 0


def _next_commands(report: dict[str, Any], where: str) -> Iterator[tuple[str, str]]:
    from collections import Counter

    yield f"seolint check{where}", "what was found, and where"
    rules = Counter((each["severity"] == "error", each["rule"]) for each in report["findings"])
    if rules:
        (_, name), _ = max(rules.items(), key=lambda item: (item[0][0], item[1]))
        yield f"seolint explain {name}", "why, and how to turn it off"
    else:
        yield "seolint rules --enabled", "what was looked for"
    if any(is_error for is_error, _ in rules) and report["run"]["baseline"] is None:
        yield f"seolint baseline create{where}", "from now on report what is new"
    else:
        yield f"seolint config{where}", "all settings and their origins"


def _shown(path: Path) -> str:
    from seolint.config.files import shown

    return shown(path)
