"""What the engine reports itself, documented like every other rule."""

from collections.abc import Mapping
from typing import Literal

from seolint.finding import Severity
from seolint.rule import Evidence, Example, Rule, Source, bad, good

_RUMDL = Source("rumdl", "https://github.com/rvben/rumdl")
_MARKDOWNLINT_CLI2 = Source("markdownlint-cli2", "https://github.com/DavidAnson/markdownlint-cli2")
_RUFF = Source("Ruff: the linter", "https://docs.astral.sh/ruff/linter/")
_ESLINT_MARKDOWN = Source("ESLint Markdown plug-in", "https://github.com/eslint/markdown")
_ESLINT = Source("ESLint, bulk suppressions", "https://eslint.org/docs/latest/use/suppressions")
_LINTS = Source("lints by objectionary", "https://github.com/objectionary/lints")
_ESLINT_COMMENTS = Source(
    "ESLint plug-in for directive comments",
    "https://github.com/eslint-community/eslint-plugin-eslint-comments",
)


def _rule(
    docs: str,
    *evidence: tuple[Literal["S", "M", "F"], str, Source | None],
    severity: Severity = "error",
    default: bool = True,
    examples: tuple[Example, ...] = (),
) -> Rule:
    return Rule(
        scope="engine",
        severity=severity,
        evidence=tuple(Evidence(*parts) for parts in evidence),
        docs="\n".join(line.strip() for line in docs.strip().splitlines()),
        default=default,
        examples=examples,
    )


OWN_RULES: Mapping[str, tuple[str, Rule]] = {
    "FILE001": (
        "unreadable-file",
        _rule(
            """A file cannot be read.

            Nothing is known of a page that nobody could open, so the run does not
            count as complete and ends with exit code 2. The other pages are judged.
            """,
            ("F", "other linters end with an error code as well", _RUMDL),
            ("F", "Ruff reports it among its findings", _RUFF),
        ),
    ),
    "FILE002": (
        "binary-file",
        _rule(
            """A file with a page's name holds no text.

            More than a tenth of its first bytes are control characters, or it begins
            like an image, a PDF or an archive. It is neither read on nor shown.
            Rename it, or exclude it.
            """,
            ("F", "rumdl refuses such files", _RUMDL),
            ("M", "markdownlint-cli2 prints 106 kB of control characters", _MARKDOWNLINT_CLI2),
        ),
    ),
    "FILE003": (
        "utf16-file",
        _rule(
            """A file is encoded in UTF-16 or UTF-32.

            Site generators read UTF-8. Convert the file; until then it is not judged.
            """,
            ("F", "rumdl refuses such files", _RUMDL),
        ),
    ),
    "FILE004": (
        "oversized-file",
        _rule(
            """A file is larger than `max-file-size`.

            No article has megabytes of text. Such a file is a log, a dump or an export
            and would hold up the whole run, so it is not read at all.
            """,
            ("M", "a 50 MB file keeps two other linters busy for over 100 s", None),
        ),
    ),
    "FILE005": (
        "nesting-limit",
        _rule(
            """The HTML has more than 512 open elements at once.

            Written pages stay far below. What lies deeper comes from a broken export
            or wants to exhaust a parser; the page is not parsed.
            """,
            ("M", "100,000 nested elements take parsers up to 33 s, or cost the text", None),
        ),
    ),
    "FILE006": (
        "internal-error",
        _rule(
            """seolint could not finish a page.

            A rule failed, a worker died, or the page used up its time or memory. The
            page was retried alone and the other pages were judged, but the run does
            not count as complete and ends with exit code 2. `-vv` shows more.
            """,
            ("M", "180 kB of unclosed tags keep an unguarded parser busy for 44 s", None),
        ),
    ),
    "LINT001": (
        "unused-suppression",
        _rule(
            """A suppression silences nothing.

            The defect is gone, and the comment would now hide the next one. It is
            judged only where the rule that it names has run on the whole page.
            """,
            ("F", "rumdl has the check as an option", _RUMDL),
            ("F", "asked for in other linters, too", _ESLINT_MARKDOWN),
            severity="warning",
            examples=(
                good("<!-- seolint-disable-next-line IMG001 -->\n![](loaf.jpg)\n"),
                bad(
                    "<!-- seolint-disable-next-line ⟦IMG001⟧ -->\n![Rye](loaf.jpg)\n",
                    fixed="![Rye](loaf.jpg)\n",
                ),
                bad(
                    "<!-- seolint-disable-next-line IMG001, ⟦IMG003⟧ -- plain -->\n![](loaf.jpg)\n",
                    fixed="<!-- seolint-disable-next-line IMG001 -- plain -->\n![](loaf.jpg)\n",
                ),
            ),
        ),
    ),
    "LINT002": (
        "unknown-rule-in-suppression",
        _rule(
            """A suppression names an unknown rule.

            With its name mistyped a suppression does nothing, and nobody is told.
            """,
            ("F", "mistyped directives do nothing, silently", _LINTS),
            severity="warning",
            examples=(
                good("<!-- seolint-disable-next-line image-alt-missing -->\n![](loaf.jpg)\n"),
                bad(
                    "<!-- seolint-disable-next-line ⟦image-alt-mising⟧ -->\n![](loaf.jpg)\n",
                    fixed="<!-- seolint-disable-next-line image-alt-missing -->\n![](loaf.jpg)\n",
                ),
                bad("<!-- seolint-disable-next-line ⟦no-such-rule⟧ -->\n![](loaf.jpg)\n"),
            ),
        ),
    ),
    "LINT003": (
        "suppression-without-reason",
        _rule(
            """A suppression gives no reason.

            Write it after two dashes, or as `reason` in the front matter, so that the
            next reader knows whether it still holds. `[suppressions] require-reason`
            switches the rule on.
            """,
            ("F", "house policy, known from ESLint's directive comments", _ESLINT_COMMENTS),
            severity="warning",
            default=False,
            examples=(
                good("<!-- seolint-disable-next-line IMG001 -- an ornament -->\n![](loaf.jpg)\n"),
                bad("⟦<!-- seolint-disable-next-line IMG001 -->⟧\n![](loaf.jpg)\n"),
            ),
        ),
    ),
    "LINT004": (
        "stale-baseline-entry",
        _rule(
            """An entry of the baseline matches nothing any more.

            What it lists is mended. As long as the entry stays, the defect could come back
            unseen. `seolint baseline prune` takes such entries out. They never fail a run,
            for merging two branches brings back what one of them took out. Only entries of
            pages that were read are judged, and of rules that ran.
            """,
            ("M", "a union merge brings entries back that one branch had taken out", None),
            ("F", "ESLint ends with an error for what its list no longer needs", _ESLINT),
            severity="info",
        ),
    ),
}
"""Code -> name and documentation. Of these FILE001 and FILE006 end a run; no page has them."""
