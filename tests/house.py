"""A site with rules of its own, linted without the command line."""

from pathlib import Path
from textwrap import indent
from typing import Any

from seolint.discovery import discover
from seolint.engine.run import Run, run
from seolint.engine.since import find_pasts
from seolint.filters.baseline import find_baselines
from seolint.filters.changed import Scope

RULE = '''\
"""A page breaks a rule of this house.

It is here for a test.
"""

import re

from seolint.api import Evidence, Problem, document_rule, site_rule


@{scope}_rule(evidence=[Evidence("F", "house style")], examples=[], {traits})
def check({argument}):
{body}
'''
FINDS = """
for match in re.finditer({word!r}, doc.text):
    yield Problem(doc.span(*match.span()), "{word} again", subject="word:{word}"{more})
"""


class House:
    """A folder of pages and rules; `lint` gives the run over it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def page(self, name: str, text: str | bytes) -> Path:
        """Writes a page, or any other file."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def rule(self, name: str, body: str, argument: str = "doc", **traits: Any) -> None:
        """Writes a rule; `name` is that of its file, `body` the body of its `check`."""
        scope = "site" if argument.startswith("site") else "document"
        given = {"severity": "error", **traits}
        source = RULE.format(
            scope=scope,
            argument=argument,
            traits=", ".join(f"{key}={value!r}" for key, value in given.items()),
            body=indent(body.strip(), "    "),
        )
        self.page(f"house/{name}.py", source)

    def finds(self, name: str, word: str, more: str = "", **traits: Any) -> None:
        """Writes a rule that reports a word, with further arguments of the problem."""
        self.rule(name, FINDS.format(word=word, more=more), **traits)

    def given(self, **more: Any) -> dict[str, Any]:
        """A configuration that runs the rules of the house alone, and more keys of it."""
        rules = self.folder / "house"
        if not rules.is_dir():
            return more
        return {"plugins": {"files": [str(rules)]}, "select": ["ACME", "LINT"], **more}

    def lint(
        self,
        *paths: str,
        suppressions: bool = True,
        known: bool = False,
        since: str | None = None,
        scope: Scope | None = "introduced",
        jobs: int | None = 1,
        **more: Any,
    ) -> Run:
        """Lints with `given(**more)`, in so many processes.

        When it is `known` with the baseline of the house, and only what is new `since` then.
        """
        found = discover(paths or ["."], self.given(**more), cwd=self.folder)
        baselines = find_baselines(found.roots) if known else {}
        pasts = find_pasts(found, since, scope) if since is not None else {}
        return run(found, suppressions=suppressions, baselines=baselines, pasts=pasts, jobs=jobs)


def told(result: Run, status: str = "open") -> list[tuple[str, str, int]]:
    """Path, code and line of the findings of a status."""
    return [(f.path, f.code, f.span.line) for f in result.findings if f.status == status]
