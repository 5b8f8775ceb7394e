"""The date of the last update moved, and the text hardly did.

A newer date promises readers something new. When the text is what it was, the promise is
empty, and Google asks in its guidance whether dates are changed to make pages seem fresh.
It is seen only in a change, so it is looked for only with `--since` or a base in `[git]`.
"""

from collections import Counter
from collections.abc import Iterator

from seolint.api import (
    Change,
    Edit,
    Evidence,
    Fix,
    History,
    Mention,
    Options,
    Problem,
    Site,
    bad,
    git_rule,
    good,
    parse_date,
)
from seolint_rules.sources import G_HELP

_TEXT = "Bake the bread slowly, and let it cool before you cut it. " * 8
_PAGE = f"---\ntitle: Rye bread\nupdated: 2024-05-01\n---\n\n{_TEXT}\n"
_BUMPED = _PAGE.replace("2024-05-01", "2026-02-01")


class DateBumped(Options, frozen=True):
    """A change is real when it is one of a share of `min-change` of the words, or of `min-words`
    of them.
    """

    min_change: float = 0.05
    min_words: int = 30


@git_rule(
    severity="warning",
    evidence=[
        Evidence("G", "dates are not changed to make a page that stays seem fresh", G_HELP),
    ],
    options=DateBumped,
    examples=[
        bad(
            pages={"rye.md": _BUMPED.replace("2026-02-01", "⟦2026-02-01⟧")},
            before={"rye.md": _PAGE},
            fixed=_PAGE,
        ),
        good(
            pages={"rye.md": _BUMPED.replace("slowly", "very slowly")},
            before={"rye.md": _PAGE},
        ),
        good(pages={"rye.md": _PAGE.replace("cool", "rest")}, before={"rye.md": _PAGE}),
        good(
            pages={"rye.md": _BUMPED},
            before={"rye.md": _PAGE.replace("updated: 2024-05-01\n", "")},
        ),
    ],
    related=("META005", "META031"),
)
def check(site: Site, history: History, options: DateBumped) -> Iterator[Problem]:
    for change in history.changes:
        then, now = change.then, change.now
        if then is None or now is None or not then.judged or not now.judged:
            continue
        old, new = then.fields.get("updated"), now.fields.get("updated")
        if old is None or new is None or not _is_later(old, new):
            continue
        changed, share = _changed(change)
        if changed < options.min_words and share < options.min_change:
            what = f"{changed} words" if changed != 1 else "one word"
            yield Problem(
                new.span,
                f"The date moved from {old.text}, and {what if changed else 'nothing'} "
                "of the text changed",
                help="Leave the date until the text has something new",
                fix=Fix((Edit(new.span.start, new.span.end, old.text),), "Restore it", safe=False),
                subject="field:updated",
                path=now.path,
                data={"words": changed, "share": round(share, 4), "target": "updated"},
            )


def _is_later(old: Mention, new: Mention) -> bool:
    if not old.known or not new.known or old.text == new.text:
        return False
    before, after = parse_date(old.text), parse_date(new.text)
    return before is not None and after is not None and after.date() > before.date()


def _changed(change: Change) -> tuple[int, float]:
    """How many words were taken out or put in, whichever is more, and their share."""
    then, now = Counter(change.words_then), Counter(change.words_now)
    changed = max((then - now).total(), (now - then).total())
    return changed, changed / max(then.total(), now.total(), 1)
