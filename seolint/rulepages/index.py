"""The index of all rules, by family."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from seolint.rule import GRADES
from seolint.rulepages.markup import document, grade, grades, inline, link, severity
from seolint.rulepages.page import Entry


def index_page(entries: Sequence[Entry], subjects: Mapping[str, str]) -> str:
    """The index; `subjects` says what each family is about."""
    families = {
        family: list(group) for family, group in groupby(entries, lambda entry: entry.family)
    }
    return document(
        "Rules · seolint",
        (
            *_header(len(entries), len(families)),
            '<div class="index">',
            *_contents(families),
            "<main>",
            *(
                part
                for family, rules in families.items()
                for part in _family(family, rules, subjects.get(family, ""))
            ),
            "</main>",
            "</div>",
        ),
    )


def _header(rules: int, families: int) -> Iterator[str]:
    yield '<header class="page"><nav>seolint</nav><h1>Rules</h1>'
    yield (
        f'<p class="lead">{rules} rules in {families} families. Each tells how well founded it is, '
        "and shows what it reports.</p>"
    )
    items = "".join(
        f"<div><dt>{grade(letters)}</dt><dd>{escape(meaning)}</dd></div>"
        for letters, meaning in GRADES.items()
    )
    yield f'<dl class="legend">{items}</dl></header>'


def _contents(families: Mapping[str, Sequence[Entry]]) -> Iterator[str]:
    yield '<nav class="contents"><ul>'
    for family, rules in families.items():
        yield f'<li><a href="#{family}">{family}</a> <span>{len(rules)}</span></li>'
    yield "</ul></nav>"


def _family(family: str, rules: Sequence[Entry], subject: str) -> Iterator[str]:
    about = f" <small>{inline(subject.rstrip('.'))}</small>" if subject else ""
    yield f'<section id="{family}"><h2>{family}{about}</h2><ul class="rules">'
    for code, name, rule in rules:
        tags = [grades(rule.evidence)]
        if rule.fixable:
            tags.append('<span class="tag fix">fix</span>')
        if rule.profile in ("strict", "all"):
            tags.append(f'<span class="tag">{rule.profile}</span>')
        yield (
            f'<li><code>{code}</code><div class="what">{link(code, name)}'
            f"<p>{inline(rule.summary)}</p></div>"
            f'<div class="tags">{" ".join(tags)}</div>{severity(rule)}</li>'
        )
    yield "</ul></section>"
