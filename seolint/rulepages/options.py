"""The options of a rule as a table."""

from html import escape
from inspect import cleandoc
from typing import Annotated, get_args, get_origin

from msgspec import Meta

from seolint.cli.catalogue import Option, rule_options
from seolint.config.wording import describe, key_descriptions
from seolint.rule import Rule
from seolint.rulepages.markup import inline, paragraphs

_LISTED = 8


def options_table(rule: Rule) -> str:
    """The options with what they take, their defaults and what the rule says of them."""
    options = list(rule_options(rule))
    told = key_descriptions(rule.options.__doc__ or "", [option.key for option in options])
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
