"""The links to other hosts -> what the web answers to them."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from seolint.config import LinkPolicy
from seolint.custom import Searcher
from seolint.facts import Facts
from seolint.finding import RunError
from seolint.web import Answer, Web, request_url


class Asked(NamedTuple):
    """The web as it was found, a note for people, and what makes the run untrustworthy."""

    web: Web
    note: str
    error: RunError | None


def ask_web(
    pages: Iterable[Facts],
    links: LinkPolicy,
    accept: Collection[str],
    answers: dict[str, Answer],
    folder: Path | None,
) -> Asked:
    """Asks for the links of pages, but for those in `answers`, which are filled.

    `accept` are answers that are fine, whatever `dead` says. `folder` is where answers are
    kept, if they are.

    Raises:
        SlowPatternError: a pattern of `[links] exclude` takes too long.
    """
    from seolint.online import Policy, look_up

    excluded = [Searcher(pattern, "[links] exclude") for pattern in links.exclude]
    urls = {request_url(link.text) for page in pages for link in page.outward}
    wanted = {url for url in urls if not any(pattern.finds(url) for pattern in excluded)}
    policy = Policy(timeout=links.timeout, retries=links.retries, private=links.private)
    found = look_up(wanted - answers.keys(), policy, links.keep, folder)
    answers.update(found.answers)
    web = Web(answers, links.dead - frozenset(accept))
    error = None
    if not found.reachable:
        error = RunError(
            "io",
            f"None of {found.asked} links could be asked for: no name of a host could be resolved",
            help="Look whether this machine may reach the web, or leave --online out",
        )
        web = Web({}, ())
    return Asked(web, _note(found.asked, found.stored, web), error)


def _note(asked: int, stored: int, web: Web) -> str:
    counted = [f"{asked} external link{'s' * (asked != 1)} asked for"]
    if stored:
        counted.append(f"{stored} known from before")
    unsure = web.unsure
    if unsure:
        reasons = ", ".join(f"{code} ({count})" for code, count in sorted(unsure.items()))
        counted.append(f"{unsure.total()} without a clear answer: {reasons}")
    return "; ".join(counted)
