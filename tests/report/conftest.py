"""A run over three small pages, made by hand."""

from collections.abc import Mapping
from typing import Any
from zlib import crc32

import msgspec
import pytest

from seolint.engine.run import Page
from seolint.finding import Edit, Finding, Fix, Related, RunError
from seolint.report import Report
from seolint.rule import Rule
from seolint.span import Lines, Span

BREAD = """\
---
title: Rye bread that anybody can bake at home on a slow Sunday, with three kinds of flour
---

\t* 裸麦 bread: [read more](https://example.org/rye)

![](img/loaf.jpg)
"""
YEAST = "---\ntitle: Yeast\ndescription: What yeast eats.\n---\n\n# Yeast\n\n### Feeding\n"
SALT = "<h1>Salt</h1>\n"
PAGES = {"blog/bread.md": BREAD, "blog/yeast.md": YEAST, "salt.html": SALT}


def place(path: str, text: str) -> Span:
    """Where a text stands first in a page."""
    start = PAGES[path].index(text)
    return Lines(PAGES[path]).span(start, start + len(text))


def finding(path: str, code: str, rule: str, text: str, **rest: Any) -> Finding:
    mark = crc32(f"{path} {code}".encode())
    values: dict[str, Any] = {"fingerprint": f"{mark:016x}", "severity": "warning", **rest}
    return Finding(code=code, rule=rule, path=path, span=place(path, text), **values)


FINDINGS = (
    finding(
        "blog/bread.md",
        "META010",
        "description-missing",
        "---",
        message="This page has no description",
        help="Say in a sentence or two what the page offers",
        subject="field:description",
        anchor="page",
    ),
    finding(
        "blog/bread.md",
        "META002",
        "title-too-wide",
        "Rye bread that anybody can bake at home on a slow Sunday, with three kinds of flour",
        message="The title takes about 690 px where about 580 px are shown",
        subject="field:title",
        data={"pixels": 690, "max_pixels": 580},
    ),
    finding(
        "blog/bread.md",
        "LINK001",
        "link-text-generic",
        "read more",
        message="“read more” could lead anywhere",
        help="Name what the reader finds there",
        subject="linktext:read more",
        severity="info",
        fix=Fix((Edit(118, 127, "rye"),), "Use the last part of the URL", safe=False),
    ),
    finding(
        "blog/bread.md",
        "IMG001",
        "image-alt-missing",
        "![](img/loaf.jpg)",
        message="This image has no alt text",
        subject="img:img/loaf.jpg",
        severity="error",
    ),
    finding(
        "blog/yeast.md",
        "HEAD003",
        "heading-level-skipped",
        "### Feeding",
        message="This heading goes from level 1 to level 3",
        subject="h:feeding",
        severity="info",
        related=(Related("blog/yeast.md", place("blog/yeast.md", "# Yeast"), "the one above"),),
        fix=Fix((Edit(61, 64, "##"),), "Make it level 2"),
    ),
)
RULES: Mapping[str, tuple[str, Rule]] = {
    each.code: (
        each.rule,
        Rule(scope="doc", severity=each.severity, evidence=(), docs=f"What {each.code} means.\n"),
    )
    for each in FINDINGS
}


@pytest.fixture
def report() -> Report:
    """A run that fails, with one finding suppressed."""
    return Report(
        findings=FINDINGS,
        uncut=FINDINGS,
        pages=(
            Page("blog/bread.md", "/bread/", "Rye bread", "post", "dated", False, "en"),
            Page("blog/yeast.md", None, "Yeast", "post", "dated", True, ""),
            Page("salt.html", "/salt.html", None, "page", "html", False, "en"),
        ),
        load_rules=lambda: RULES,
        errors=(),
        suppressed=1,
        skipped=2,
        exit_code=1,
        failures=('1 error (fail-on = "error")',),
        failing=frozenset({(FINDINGS[3].path, FINDINGS[3].fingerprint)}),
        profile="recommended",
        fail_on="error",
        config="seolint.toml",
        plugins=(("bakery", "2.1"),),
        started_at="2026-01-05T08:00:00Z",
        duration_ms=12,
        prefix="",
        source=lambda path: PAGES[path].encode(),
    )


@pytest.fixture
def clean(report: Report) -> Report:
    """A run that finds nothing."""
    return msgspec.structs.replace(
        report,
        findings=(),
        uncut=(),
        suppressed=0,
        failures=(),
        failing=frozenset(),
        exit_code=0,
    )


@pytest.fixture
def incomplete(clean: Report) -> Report:
    """A run that could not read a page."""
    error = RunError(
        "io",
        "Cannot read the file: permission denied",
        "blog/oven.md",
        "FILE001",
        "Make it readable",
    )
    return msgspec.structs.replace(clean, errors=(error,), exit_code=2)
