"""`seolint explain`: rules in full."""

from collections.abc import Iterable, Iterator
from inspect import cleandoc
from itertools import zip_longest
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from seolint.cli.usage import CommandLineError

if TYPE_CHECKING:
    from seolint.config import Config
    from seolint.discovery import File
    from seolint.rule import Evidence, Example, Rule

_COLUMN = 40
_LINES = 9
_WIDTH = 90


def explain(
    selectors: Annotated[
        list[str], typer.Argument(metavar="RULE", help="Codes, names or prefixes.")
    ],
    file: Annotated[
        str | None, typer.Option("--for", metavar="FILE", help="Tell what is in force there.")
    ] = None,
    format: Annotated[
        Literal["text", "json", "markdown"], typer.Option("--format", "-f", help="How to tell it.")
    ] = "text",
) -> None:
    """Explain rules: what they report, why, on which evidence, how to turn them off."""
    from seolint.cli.catalogue import choose, describe_rule, local_config, to_json

    found = _find(file) if file is not None else None
    packs = (found.root.config if found is not None else local_config()).packs
    rules = [(code, packs.files[code].name, packs.load(code)) for code in choose(packs, selectors)]
    if format == "json":
        items = [describe_rule(*rule) for rule in rules]
        print(to_json(items if len(items) > 1 else items[0]))
        return
    texts = []
    for code, name, rule in rules:
        here = (found.shown, _state(found, code)) if found is not None else None
        write = _markdown if format == "markdown" else _text
        texts.append("\n".join(write(code, name, rule, here)))
    print("\n\n\n".join(texts))


def _find(path: str) -> "File":
    from pathlib import Path

    from seolint.discovery import discover

    files = discover([path], {}, cwd=Path.cwd(), no_exclude=True).files
    if not files:
        raise CommandLineError(f"no page to explain for: {path}")
    return files[0]


def _state(file: "File", code: str) -> str:
    """Whether a rule runs on a file, and why."""
    from seolint.engine.select import active_rules, is_founded

    config = file.root.config
    overrides = config.for_path(file.path)
    active = {each.code: each for each in active_rules(config, file.path)}.get(code)
    profile = next((each.profile for each in reversed(overrides) if each.profile), config.profile)
    select = next((each.select for each in reversed(overrides) if each.select), config.select)
    if active is not None:
        extend = [config.extend_select, *(each.extend_select or () for each in overrides)]
        chosen = _names(config, code, select, *extend)
        why = "selected" if chosen else f'profile "{profile}"'
        severity = f"{active.severity} as configured" if active.fixed else active.severity
        return f"on, {severity}: {why}"
    levels = [config.severity, *(each.severity or {} for each in overrides)]
    if _names(config, code, *([key for key in level if level[key] == "off"] for level in levels)):
        return "off: severity"
    if _names(config, code, config.ignored_rules(file.path)):
        return "off: per-file-ignores"
    if _names(config, code, config.ignore, *(each.ignore or () for each in overrides)):
        return "off: ignored"
    if config.evidence and not is_founded(config.packs.load(code), config.evidence):
        return f"off: no evidence of grade {' or '.join(config.evidence)}"
    if config.packs.load(code).scope == "net" and not config.links.online:
        return "off: asks the web, so it needs --online"
    return "off: not selected" if select else f'off: not in profile "{profile}"'


def _names(config: "Config", code: str, *selectors: Iterable[str]) -> bool:
    return any(code in config.packs.codes(each) for some in selectors for each in some)


def _text(code: str, name: str, rule: "Rule", here: tuple[str, str] | None) -> Iterator[str]:
    from seolint.cli.catalogue import rule_options, ways_out

    fix = "fixable" if rule.fixable else "no fix"
    title = f"{code} {name}"
    yield f"{title:<{_COLUMN}} {rule.severity}, {fix}, profile {rule.profile}"
    yield f"\n{rule.summary}"
    if rule.rationale:
        yield "\nWhy"
        yield from (f"  {line}".rstrip() for line in rule.rationale.splitlines())
    yield "\nEvidence"
    for evidence in rule.evidence:
        yield f"  {evidence.grade:<3} {evidence.claim}"
        if evidence.source is not None:
            yield f"      {evidence.source.title}, {evidence.source.url}"
    yield from _examples(rule)
    options = list(rule_options(rule))
    if options:
        yield f"\nOptions  [rules.{name}]"
        yield from (f"  {option}" for option in options)
        if rule.options.__doc__:
            yield from (
                f"  {line}".rstrip() for line in ["", *cleandoc(rule.options.__doc__).splitlines()]
            )
    if here is not None:
        yield f"\nHere  {here[0]}"
        yield f"  {here[1]}"
    yield "\nTurn it off"
    for extent, words, where in ways_out(code, name):
        yield f"  {extent:<14}{words} {where}".rstrip() if words else f"  {extent:<14}{where}"


def _examples(rule: "Rule") -> Iterator[str]:
    """What is reported and what is better, side by side where there is room."""
    wrong = next((example for example in rule.examples if example.wrong), None)
    right = next((example for example in rule.examples if not example.wrong), None)
    if wrong is None:
        return
    left = _shortened(_page_lines(wrong))
    better = [] if right is None else _shortened(_page_lines(right))
    if wrong.fixed is not None:
        better = _shortened(wrong.fixed.strip("\n").splitlines())
    if max(map(len, [*left, ""])) < _COLUMN and max(map(len, [*better, ""])) < _COLUMN:
        yield f"\n{'Example':<{_COLUMN + 4}}{'Better' if better else ''}".rstrip()
        for one, other in zip_longest(left, better, fillvalue=""):
            yield f"  {one:<{_COLUMN + 2}}  {other}".rstrip()
        return
    yield "\nExample"
    yield from (f"  {line}".rstrip() for line in left)
    if better:
        yield "\nBetter"
        yield from (f"  {line}".rstrip() for line in better)


def _page_lines(example: "Example") -> list[str]:
    """The lines of all pages of an example, with their paths where these matter."""
    lines = []
    for path, text in example.pages.items():
        if len(example.pages) > 1 or path != "post.md":
            lines.append(f"{path}:")
        lines += text.replace("⟦", "").replace("⟧", "").strip("\n").splitlines()
    return lines


def _shortened(lines: list[str]) -> list[str]:
    shown = [line if len(line) <= _WIDTH else f"{line[:_WIDTH]} ..." for line in lines[:_LINES]]
    return [*shown, "..."] if len(lines) > _LINES else shown


def _markdown(code: str, name: str, rule: "Rule", here: tuple[str, str] | None) -> Iterator[str]:
    from seolint.cli.catalogue import rule_options, ways_out

    yield f"# {code} {name}\n\n{rule.summary}\n"
    fix = "yes" if rule.fixable else "no"
    yield f"Severity: {rule.severity} · profile: {rule.profile} · fix: {fix}"
    if rule.rationale:
        yield f"\n## Why\n\n{rule.rationale}"
    yield "\n## Evidence\n"
    yield from (_evidence_item(evidence) for evidence in rule.evidence)
    for title, wrong in (("Examples", True), ("Better", False)):
        examples = [example for example in rule.examples if example.wrong is wrong]
        if examples:
            yield f"\n## {title}"
            yield from map(_fenced, examples)
    options = list(rule_options(rule))
    if options:
        yield f"\n## Options\n\nIn `[rules.{name}]`:\n"
        yield from (f"- `{option}`" for option in options)
        if rule.options.__doc__:
            yield f"\n{cleandoc(rule.options.__doc__)}"
    if here is not None:
        yield f"\n## Here\n\n`{here[0]}`: {here[1]}"
    yield "\n## Turn it off\n"
    for extent, words, where in ways_out(code, name):
        yield f"- {extent}: " + (f"`{words}` {where}".rstrip() if words else where)


def _evidence_item(evidence: "Evidence") -> str:
    source = evidence.source
    link = f" ([{source.title}]({source.url}))" if source is not None else ""
    return f"- **{evidence.grade}** {evidence.claim}{link}"


def _fenced(example: "Example") -> str:
    text = "\n".join(_page_lines(example))
    fence = "```"
    while fence in text:
        fence += "`"
    return f"\n{fence}\n{text}\n{fence}"
