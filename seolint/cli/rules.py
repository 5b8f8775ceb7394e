"""`seolint rules`: which rules there are."""

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from seolint.rule import Rule

_HEADER = ("CODE", "NAME", "SEVERITY", "FIX", "PROFILE", "SUMMARY")
_PROFILES = ("essential", "recommended", "strict", "all")

Row = tuple[str, ...]


def rules(
    selectors: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SELECTOR]...", help="Codes, prefixes or names.", show_default=False
        ),
    ] = None,
    enabled: Annotated[bool, typer.Option("--enabled", help="Only those in force here.")] = False,
    profile: Annotated[
        Literal["essential", "recommended", "strict", "all"] | None,
        typer.Option(help="Only those of a profile."),
    ] = None,
    fixable: Annotated[bool, typer.Option("--fixable", help="Only those with a fix.")] = False,
    format: Annotated[
        Literal["text", "json", "markdown"], typer.Option("--format", "-f", help="How to list.")
    ] = "text",
) -> None:
    """List rules."""
    from seolint.cli.catalogue import choose, describe_rule, local_config, to_json

    config = local_config()
    packs = config.packs
    codes = choose(packs, selectors or ["all"])
    if enabled:
        from seolint.engine.select import active_rules

        active = {each.code for each in active_rules(config, "")}
        codes = [code for code in codes if code in active]
    listed = [(code, packs.files[code].name, packs.load(code)) for code in codes]
    if profile is not None:
        wanted = _PROFILES[: _PROFILES.index(profile) + 1]
        listed = [each for each in listed if each[2].profile in wanted]
    if fixable:
        listed = [each for each in listed if each[2].fixable]
    if format == "json":
        print(to_json([describe_rule(*each) for each in listed]))
    else:
        rows = [_row(*each) for each in listed]
        print("\n".join(_markdown(rows) if format == "markdown" else _text(rows)))
    for pack in packs.others:
        note = f"the pack `{pack}` is installed, not enabled; [plugins] entry-points enables it"
        print(f"note: {note}", file=sys.stderr)


def _row(code: str, name: str, rule: "Rule") -> Row:
    fix = "yes" if rule.fixable else "-"
    return (code, name, rule.severity, fix, rule.profile, rule.summary)


def _text(rows: Sequence[Row]) -> Iterator[str]:
    table = [_HEADER, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    for row in table:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        yield "  ".join(cells).rstrip()


def _markdown(rows: Sequence[Row]) -> Iterator[str]:
    yield _markdown_row(tuple(title.capitalize() for title in _HEADER))
    yield _markdown_row(("---",) * len(_HEADER))
    yield from map(_markdown_row, rows)


def _markdown_row(row: Row) -> str:
    return "| " + " | ".join(cell.replace("|", r"\|") for cell in row) + " |"
