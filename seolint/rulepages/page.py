"""The page of one rule."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from seolint.cli.catalogue import rule_options, to_toml, ways_out
from seolint.packs import Packs
from seolint.rule import Evidence, Example, Rule
from seolint.rulepages.markup import document, grade, inline, link, paragraphs, severity, source
from seolint.rulepages.options import options_table

SCOPES = {
    "doc": "one page",
    "site": "all pages of a site",
    "git": "what a change did",
    "net": "answers from the web",
    "engine": "files and suppressions",
}
_SHOWN = 2
"""Examples of a kind that are shown at once."""


class Entry(NamedTuple):
    """A rule with what it is called."""

    code: str
    name: str
    rule: Rule

    @property
    def family(self) -> str:
        """The capitals of the code."""
        return self.code[:-3]


def rule_page(entry: Entry, entries: Sequence[Entry], packs: Packs) -> str:
    """The page of a rule; `entries` are all rules, in the order of the index."""
    return document(
        f"{entry.code} {entry.name} · seolint",
        (*_header(entry), *_body(entry, entries, packs), *_footer(entry, entries)),
    )


def _header(entry: Entry) -> Iterator[str]:
    code, name, rule = entry
    yield '<header class="page">'
    family = f'<a href="index.html#{entry.family}">{entry.family}</a>'
    yield f'<nav><a href="index.html">seolint rules</a> <span>/</span> {family}</nav>'
    yield f"<h1><code>{code}</code> {name}</h1>"
    yield f'<p class="lead">{inline(rule.summary)}</p>'
    fix = "yes" if rule.fixable else "no"
    facts = {
        "Severity": severity(rule),
        "Profile": f"<b>{rule.profile}</b>",
        "Looks at": f"<b>{SCOPES[rule.scope]}</b>",
        "Fix": f"<b>{fix}</b>",
    }
    yield f"<dl>{''.join(f'<div><dt>{a}</dt><dd>{b}</dd></div>' for a, b in facts.items())}</dl>"
    yield "</header>"


def _body(entry: Entry, entries: Sequence[Entry], packs: Packs) -> Iterator[str]:
    code, name, rule = entry
    yield "<main>"
    if rule.rationale:
        yield f"<section><h2>Why</h2>{paragraphs(rule.rationale)}</section>"
    yield "<section><h2>Evidence</h2>"
    yield f'<ul class="evidence">{"".join(map(_evidence, rule.evidence))}</ul></section>'
    for title, wrong in (("Reported", True), ("Fine", False)):
        examples = [example for example in rule.examples if example.wrong is wrong]
        if examples:
            yield f'<section class="{"bad" if wrong else "good"}"><h2>{title}</h2>'
            yield from _examples(examples, entry)
            yield "</section>"
    if list(rule_options(rule)):
        yield f"<section><h2>Options</h2><p>In <code>[rules.{name}]</code>:</p>"
        yield f"{options_table(rule)}</section>"
    yield from _related(entry, entries, packs)
    yield "<section><h2>Turn it off</h2><table><tbody>"
    for extent, words, where in ways_out(code, name):
        written = f"<code>{escape(words, quote=False)}</code> " if words else ""
        yield f"<tr><th>{extent}</th><td>{written}{where}</td></tr>"
    yield "</tbody></table></section></main>"


def _evidence(evidence: Evidence) -> str:
    text = f"{grade(evidence.grade)}<span>{inline(evidence.claim)}"
    if evidence.source is not None:
        url = escape(evidence.source.url)
        text += f' <a href="{url}" rel="noreferrer">{escape(evidence.source.title)}</a>'
    return f"<li>{text}</span></li>"


def _examples(examples: Sequence[Example], entry: Entry) -> Iterator[str]:
    yield from (_example(example, entry) for example in examples[:_SHOWN])
    more = examples[_SHOWN:]
    if more:
        yield f"<details><summary>{len(more)} more</summary>"
        yield from (_example(example, entry) for example in more)
        yield "</details>"


def _example(example: Example, entry: Entry) -> str:
    parts: list[str] = []
    for path, text in example.pages.items():
        shown = f"<figcaption>{escape(path)}</figcaption>{source(text)}"
        if example.fixed is not None and not parts:
            after = f"<figcaption>After the fix</figcaption>{source(example.fixed)}"
            shown = f'<div class="fixed"><div>{shown}</div><div class="good">{after}</div></div>'
        parts.append(shown)
    for path, data in example.files.items():
        parts.append(f"<figcaption>{escape(path)}: {len(data):,} bytes</figcaption>")
    tables = {"site": example.site, f"rules.{entry.name}": example.options}
    for table, settings in tables.items():
        if settings:
            lines = [f"{key.replace('_', '-')} = {to_toml(settings[key])}" for key in settings]
            text = "\n".join([f"[{table}]", *lines])
            parts += ["<figcaption>seolint.toml</figcaption>", source(text)]
    if example.severity not in (None, entry.rule.severity):
        level = f'<span class="level {example.severity}">{example.severity}</span>'
        parts.append(f"<figcaption>It counts as {level}</figcaption>")
    return f"<figure>{''.join(parts)}</figure>"


def _related(entry: Entry, entries: Sequence[Entry], packs: Packs) -> Iterator[str]:
    related = _codes(entry.rule.related, packs)
    hiders = _codes(entry.rule.hidden_by, packs)
    groups = {
        "See also": [each for each in entries if each.code in related],
        "Silent where these report": [each for each in entries if each.code in hiders],
        "Where it reports, these are silent": [
            each for each in entries if entry.code in _codes(each.rule.hidden_by, packs)
        ],
    }
    if any(groups.values()):
        yield "<section><h2>Related rules</h2>"
        for title, rules in groups.items():
            if rules:
                items = "".join(
                    f"<li>{link(each.code, each.code)} {escape(each.name)}</li>" for each in rules
                )
                yield f'<h3>{title}</h3><ul class="related">{items}</ul>'
        yield "</section>"


def _codes(selectors: Sequence[str], packs: Packs) -> frozenset[str]:
    return frozenset(code for selector in selectors for code in packs.codes(selector))


def _footer(entry: Entry, entries: Sequence[Entry]) -> Iterator[str]:
    index = entries.index(entry)
    yield "<footer><nav>"
    if index:
        before = entries[index - 1]
        yield f"<span>← {link(before.code, f'{before.code} {before.name}')}</span>"
    if index + 1 < len(entries):
        after = entries[index + 1]
        yield f'<span class="next">{link(after.code, f"{after.code} {after.name}")} →</span>'
    yield "</nav></footer>"
