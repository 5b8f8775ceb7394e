"""One tag is spelt in two ways.

“SEO” and “seo”, “how-to” and “howto”, “recipe” and “recipes”: each spelling has a list of its
own, with some of the pages in one and the rest in the other. Readers who follow one never see
the others, and search engines find thin lists that nearly repeat each other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from seolint.api import (
    Edit,
    Evidence,
    Facts,
    Fix,
    Label,
    Options,
    Problem,
    Related,
    Severity,
    Site,
    bad,
    distance,
    good,
    lazy_regex,
    site_rule,
)
from seolint_rules.sources import G_SPAM, G_URL

_SEPARATORS = lazy_regex(r"[\W_]+")
_PLAIN = lazy_regex(r"[\w./+-]+(?: [\w./+-]+)*")

SPELT = 6
"""Letters of the shortest tag that may be a slip of the finger."""

COMMON = 3
"""Pages that must have the other spelling before a slip is told."""


class TagVariants(Options, frozen=True):
    """`max-distance`: letters by which a tag of six letters or more may be misspelt.

    `singular-plural`: “recipe” and “recipes” are one tag. `one-off-report`: tags that only
    one page has are reported, too.
    """

    max_distance: int = 1
    singular_plural: bool = True
    one_off_report: bool = False


class _Use(NamedTuple):
    page: Facts
    label: Label


_Uses = Mapping[str, list[_Use]]


@site_rule(
    severity="warning",
    evidence=[
        Evidence("G", "addresses differ by case", G_URL),
        Evidence("G", "many pages with little that is their own are spam", G_SPAM),
        Evidence("M", "no tag of eight well-kept public sites"),
    ],
    options=TagVariants,
    examples=[
        good(
            pages={
                "a.md": "---\ntitle: A\ntags: [bread, rye]\n---\n",
                "b.md": "---\ntitle: B\ntags: [bread, oats]\n---\n",
            }
        ),
        good(
            pages={
                "a.md": "---\ntitle: A\ntags: [rye]\nlang: en\n---\n",
                "b.md": "---\ntitle: B\ntags: [Rye]\nlang: de\n---\n",
            }
        ),
        good(
            pages={
                "a.md": "---\ntitle: A\ntags: [bread2024]\n---\n",
                "b.md": "---\ntitle: B\ntags: [bread2025]\n---\n",
            }
        ),
        bad(
            pages={
                "c.md": "---\ntitle: C\ntags: [⟦Sour Dough⟧]\n---\n",
                "a.md": "---\ntitle: A\ntags: [sourdough]\n---\n",
                "b.md": "---\ntitle: B\ntags: [sourdough]\n---\n",
            },
            fixed="---\ntitle: C\ntags: [sourdough]\n---\n",
        ),
        bad(
            pages={
                "c.md": "---\ntitle: C\ntags:\n  - rye\n  - ⟦recipe⟧\n---\n",
                "a.md": "---\ntitle: A\ntags: [recipes]\n---\n",
                "b.md": "---\ntitle: B\ntags: [recipes]\n---\n",
            },
            fixed="---\ntitle: C\ntags:\n  - rye\n  - recipes\n---\n",
        ),
        bad("---\ntitle: A\ntags: [rye, ⟦Rye⟧]\n---\n"),
        bad(
            pages={
                "d.md": "---\ntitle: D\ntags: [⟦sourdouhg⟧]\n---\n",
                **{f"{n}.md": f"---\ntitle: {n}\ntags: [sourdough]\n---\n" for n in "abc"},
            },
            severity="info",
            fixed="---\ntitle: D\ntags: [sourdough]\n---\n",
        ),
    ],
)
def check(site: Site, options: TagVariants) -> Iterator[Problem]:
    lists: defaultdict[tuple[str, str], defaultdict[str, list[_Use]]]
    lists = defaultdict(lambda: defaultdict(list))
    for page in site.pages:
        if page.judged:
            for label in page.tags:
                if label.known:
                    lists[label.taxonomy, page.language][label.text].append(_Use(page, label))
    for uses in lists.values():
        spelt: set[str] = set()
        for group in _groups(uses, options):
            best = max(group, key=lambda text: (len(uses[text]), text))
            spelt.update(text for text in group if text != best)
            for text in group:
                if text != best:
                    yield from _problems(uses, text, best, None)
        for text, best in _slips(uses, options.max_distance, spelt):
            yield from _problems(uses, text, best, "info")
        if options.one_off_report:
            for text, (use, *others) in uses.items():
                if not others and text not in spelt:
                    yield _problem(
                        use, "No other page has this tag", None, (), "info", fixable=False
                    )


def _groups(uses: _Uses, options: TagVariants) -> Iterator[list[str]]:
    """Spellings that only case, separators or the number part."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for text in uses:
        key = _SEPARATORS.sub("", text.casefold()) or text
        groups[_singular(key) if options.singular_plural else key].append(text)
    return (group for group in groups.values() if len(group) > 1)


def _singular(word: str) -> str:
    """An English word without the ending of the plural; others have it rarely."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def _slips(uses: _Uses, most: int, spelt: set[str]) -> Iterator[tuple[str, str]]:
    """Tags that one page has and that are a letter away from one that several have."""
    if most < 1:
        return
    by_length: defaultdict[int, list[str]] = defaultdict(list)
    for text, found in uses.items():
        if len(found) >= COMMON and len(text) >= SPELT:
            by_length[len(text)].append(text)
    for text, found in uses.items():
        if len(found) > 1 or len(text) < SPELT or text in spelt or any(map(str.isdigit, text)):
            continue
        for length in range(len(text) - most, len(text) + most + 1):
            near = (other for other in by_length[length] if _is_slip(text, other, most))
            best = next(near, None)
            if best is not None:
                yield text, best
                break


def _is_slip(text: str, other: str, most: int) -> bool:
    """Whether letters are swapped, lost or doubled; another letter may make another word."""
    if text[0] != other[0] or (len(text) == len(other) and Counter(text) != Counter(other)):
        return False
    return 0 < distance(text, other, most) <= most


def _problems(uses: _Uses, text: str, best: str, severity: Severity | None) -> Iterator[Problem]:
    other = uses[best][0]
    holders = {held.page.path for held in uses[best]}
    for use in uses[text]:
        here = use.page.path in holders
        others = len(holders) - here
        yield _problem(
            use,
            f"The tag “{text}” is spelt “{best}” on {_pages(others) if others else 'this page'}",
            best,
            (Related(other.page.path, other.label.span, f"spelt “{best}”"),),
            severity,
            fixable=not here,
        )


def _problem(
    use: _Use,
    message: str,
    best: str | None,
    related: tuple[Related, ...],
    severity: Severity | None,
    *,
    fixable: bool,
) -> Problem:
    page, label = use
    span = label.span
    fix: Fix | None = None
    as_written = span.end - span.start == len(label.text.encode())
    if fixable and best is not None and as_written and _PLAIN.fullmatch(best):
        fix = Fix((Edit(span.start, span.end, best),), f"Write {best}", safe=False)
    return Problem(
        span,
        message,
        help=f"Write {best}, or {label.text} everywhere" if best else "Use a tag of other pages",
        fix=fix,
        related=related,
        subject=f"tag:{label.text}",
        severity=severity,
        path=page.path,
        data={"target": f"{label.taxonomy}:{label.text}"},
    )


def _pages(count: int) -> str:
    return "another page" if count == 1 else f"{count} other pages"
