"""What the rules say of real sites: a change in any rule is a difference to read.

The sites are no part of the project; `pytest -m slow --golden` writes the table anew.
"""

from collections import defaultdict
from hashlib import blake2b
from pathlib import Path

import pytest

from seolint.discovery import discover
from seolint.engine.run import Run, run

TABLE = Path(__file__).parent / "corpus.tsv"
SITES = Path(__file__).parents[2].parent / "shared" / "corpus"
NAMES = (
    "11ty-website",
    "astro-docs",
    "jekyll-docs",
    "knative-docs",
    "letsencrypt",
    "prometheus-docs",
    "react-native",
    "rust-blog",
)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SITES.is_dir(), reason=f"the sites are not there: {SITES}"),
]


@pytest.fixture(scope="module")
def runs(tmp_path_factory) -> dict[str, Run]:
    """The run over each site, as if nobody had configured anything."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("XDG_CONFIG_HOME", raising=False)
        return {name: run(discover(["."], {}, cwd=SITES / name, isolated=True)) for name in NAMES}


def rows(name: str, result: Run) -> list[str]:
    """Site, rule, number of findings, and a digest of their places and severities."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for finding in result.findings:
        span = finding.span
        place = f"{finding.path}:{span.start}-{span.end} {finding.severity} {finding.status}"
        places[f"{finding.code} {finding.rule}"].append(place)
    return [
        "\t".join((name, rule, str(len(found)), digest("\n".join(found))))
        for rule, found in sorted(places.items())
    ]


def digest(text: str) -> str:
    return blake2b(text.encode("utf-8", "surrogateescape"), digest_size=6).hexdigest()


def test_findings_are_those_of_the_table(runs, golden):
    lines = ["site\trule\tfindings\tplaces"]
    for name, result in runs.items():
        lines += rows(name, result)
    golden(TABLE, "\n".join(lines) + "\n")


@pytest.mark.parametrize("name", NAMES)
def test_every_page_is_read(runs, name):
    result = runs[name]
    assert result.errors == ()
    assert len(result.pages) > 50
    assert len({finding.fingerprint for finding in result.findings}) == len(result.findings)


@pytest.mark.parametrize("name", NAMES)
def test_every_place_is_in_its_page(runs, name):
    result = runs[name]
    for finding in result.findings:
        data = result.source(finding.path)
        line_start = 1 + max(data.rfind(b"\n", 0, finding.span.start), -1)
        before = data[line_start : finding.span.start].decode("utf-8", "surrogateescape")
        assert finding.span.end <= len(data)
        assert finding.span.line == data.count(b"\n", 0, finding.span.start) + 1
        assert finding.span.column == len(before) + 1
