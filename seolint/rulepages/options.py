"""The options of a rule as a table."""

import re
from html import escape
from inspect import cleandoc
from typing import Annotated, get_args, get_origin

from msgspec import Meta

from seolint.cli.catalogue import Option, rule_options
from seolint.config.wording import describe
from seolint.rule import Rule
from seolint.rulepages.markup import inline, paragraphs

_LISTED = 8
_KEY = r"`[a-z][a-z0-9-]*`"
_ENTRY = re.compile(rf"(?:^|[.;]\s+|\n\s*\n)({_KEY}(?:(?:, | and ){_KEY})*):\s+")


def options_table(rule: Rule) -> str:
    """The options with what they take, their defaults and what the rule says of them."""
    options = list(rule_options(rule))
    told = _told(rule, [option.key for option in options])
    rows = []
    above = None
    for option in options:
        text = _description(option) or told.get(option.key, "")
        cells = f"<td><code>{option.key}</code></td><td>{inline(describe(option.type))}</td>"
        cells += f"<td>{_default(option.default)}</td>"
        if told:
            same = sum(told.get(other.key) == text for other in options) if text else 1
            if not text or text != above:
                cells += f'<td rowspan="{same}">{inline(text)}</td>'
            above = text
        rows.append(f"<tr>{cells}</tr>")
    heads = ["Option", "Takes", "Default", *(["Meaning"] if told else [])]
    head = "".join(f"<th>{each}</th>" for each in heads)
    note = "" if told else paragraphs(cleandoc(rule.options.__doc__ or ""))
    return f"<table><thead><tr>{head}</tr></thead><tbody>{''.join(rows)}</tbody></table>{note}"


def _told(rule: Rule, keys: list[str]) -> dict[str, str]:
    """What the docstring says of each key, in the rule's order; empty if it is told otherwise."""
    text = cleandoc(rule.options.__doc__ or "")
    found: dict[str, str] = {}
    matches = list(_ENTRY.finditer(text))
    for index, match in enumerate(matches):
        end = matches[index + 1].start() if index + 1 < len(matches) else len(text)
        words = " ".join(text[match.end() : end].split()).rstrip(".")
        found |= dict.fromkeys(
            re.findall(r"[a-z][a-z0-9-]*", re.sub(" and ", " ", match[1])), words
        )
    named = {key for key in re.findall(r"`([a-z][a-z0-9-]*)`", text) if key in keys}
    starts = not matches or matches[0].start() == 0
    return found if starts and named == found.keys() and found.keys() <= set(keys) else {}


def _description(option: Option) -> str:
    if get_origin(option.type) is Annotated:
        for meta in get_args(option.type)[1:]:
            if isinstance(meta, Meta) and meta.description:
                return meta.description
    return ""


def _default(written: str) -> str:
    if not written:
        return "none"
    html = f"<code>{escape(written, quote=False)}</code>"
    if written.count(", ") < _LISTED:
        return html
    return f"<details><summary>{written.count(', ') + 1} entries</summary>{html}</details>"
