"""One page and its rules: what is reported, and what happens to rules that fail."""

import re
import sys

import pytest
from pages import NOWHERE

from seolint.api import Edit, Evidence, Fix, Options, Problem, Span, document_rule
from seolint.engine.page import PageResult, check_page
from seolint.engine.select import ALWAYS, ActiveRule
from seolint.generators import by_name
from seolint.own_rules import OWN_RULES

PLACE = Span(0, 1, 1, 1, 1, 2)


def active(check, code: str = "ACME001", severity=None, **traits) -> ActiveRule:
    decorate = document_rule(
        severity="warning", evidence=[Evidence("F", "a test")], examples=[], **traits
    )
    rule = decorate(check)
    fixed = severity is not None
    return ActiveRule(code, "a-rule", rule, rule.options(), severity or rule.severity, fixed)


def yields(*problems: object) -> ActiveRule:
    return active(lambda doc: iter(problems))


def finds(word: str, code: str = "ACME002", **rest) -> ActiveRule:
    def check(doc):
        for match in re.finditer(word, doc.text):
            yield Problem(doc.span(*match.span()), f"{word} again")

    return active(check, code, **rest)


def checked(text: str | bytes, *rules: ActiveRule, path: str = "post.md", **rest) -> PageResult:
    own = [
        ActiveRule(code, name, rule, rule.options(), rule.severity, False)
        for code, (name, rule) in OWN_RULES.items()
        if code in ALWAYS
    ]
    plain = by_name("plain")
    data = text if isinstance(text, bytes) else text.encode()
    return check_page(path, data, [*own, *rules], plain, plain.settings(NOWHERE), **rest)


def test_a_rule_gives_findings_and_the_page_gives_facts():
    result = checked("---\ntitle: Rye\n---\n# Rye bread\n", finds("Rye"))
    assert [(f.code, f.rule, f.severity, f.path, f.span.line) for f in result.findings] == [
        ("ACME002", "a-rule", "warning", "post.md", 2),
        ("ACME002", "a-rule", "warning", "post.md", 4),
    ]
    assert result.facts.fields["title"].text == "Rye"
    assert [heading.level for heading in result.facts.headings] == [1]
    assert (result.title, result.read, result.errors, result.failed) == ("Rye", True, (), ())


def test_a_rule_gets_its_options():
    class Word(Options, frozen=True):
        word: str = "rye"

    def check(doc, options):
        yield Problem(doc.top, options.word)

    rule = active(check, options=Word)
    assert [f.message for f in checked("a", rule).findings] == ["rye"]
    rule = rule._replace(options=Word(word="spelt"))
    assert [f.message for f in checked("a", rule).findings] == ["spelt"]


def test_a_problem_may_have_a_severity_of_its_own_unless_the_config_sets_one():
    def check(doc):
        yield Problem(PLACE, "mild", severity="info")

    assert checked("a", active(check)).findings[0].severity == "info"
    assert checked("a", active(check, severity="error")).findings[0].severity == "error"


@pytest.mark.parametrize("error", [ZeroDivisionError, RecursionError, MemoryError])
def test_a_rule_that_raises_is_a_run_error_and_the_others_run(error):
    def check(doc):
        yield Problem(PLACE, "before it fell")
        raise error("no flour")

    result = checked("rye\n", active(check), finds("rye"))
    assert [f.code for f in result.findings] == ["ACME002"]
    (told,) = result.errors
    assert (told.kind, told.path, told.code) == ("rule-crash", "post.md", "FILE006")
    assert "ACME001" in told.message and error.__name__ in told.message
    assert "no flour" in told.traceback
    assert result.failed == ("ACME001",)


def test_a_rule_that_wants_to_exit_does_not():
    result = checked("rye\n", active(lambda doc: sys.exit(0)), finds("rye"))
    assert [f.code for f in result.findings] == ["ACME002"]
    assert "SystemExit" in result.errors[0].message


def test_an_interrupt_is_no_failure_of_the_rule():
    def check(doc):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        checked("rye\n", active(check))


@pytest.mark.parametrize(
    "nonsense",
    [
        Problem(Span(0, 5, 1, 1, 1, 6), "past the end"),
        Problem(Span(-1, 1, 1, 1, 1, 2), "before the start"),
        Problem(Span(2, 1, 1, 3, 1, 2), "backwards"),
        Problem(Span(0, 1, 0, 1, 1, 2), "line 0"),
        Problem(Span(0, 1, 1, 0, 1, 2), "column 0"),
        Problem(PLACE, "grave", severity="fatal"),
        Problem(PLACE, "nowhere", anchor="line"),
        Problem(PLACE, ""),
        Problem(PLACE, "an edit past the end", fix=Fix((Edit(0, 9, ""),), "cut")),
        Problem(PLACE, "an edit backwards", fix=Fix((Edit(2, 1, ""),), "cut")),
        "a text",
        None,
    ],
    ids=lambda nonsense: getattr(nonsense, "message", str(nonsense)) or "no message",
)
def test_nonsense_of_a_rule_is_a_run_error(nonsense):
    result = checked("rye\n", yields(Problem(PLACE, "sense"), nonsense), finds("rye"))
    assert [f.code for f in result.findings] == ["ACME002"]
    assert [error.code for error in result.errors] == ["FILE006"]
    assert "ACME001" in result.errors[0].message


def test_a_rule_that_returns_no_problems_at_all_is_a_run_error():
    result = checked("rye\n", active(lambda doc: None))
    assert "TypeError" in result.errors[0].message


@pytest.mark.parametrize("front_matter", ["draft: true", "published: false"])
def test_few_rules_judge_a_draft_and_mildly(front_matter):
    text = f"---\ntitle: Rye\n{front_matter}\n---\nrye\n"
    rules = [finds("rye", code) for code in ("TEXT001", "FM001", "META010", "ACME001")]
    relaxed = checked(text, *rules)
    assert [(f.code, f.severity) for f in relaxed.findings] == [
        ("TEXT001", "info"),
        ("FM001", "info"),
    ]
    judged = checked(text, *rules, relax=False)
    assert [f.severity for f in judged.findings] == ["warning"] * 4
    assert relaxed.facts.draft and judged.facts.draft


def test_a_partial_is_not_judged_as_a_page():
    rules = [finds("rye", code) for code in ("META010", "KEY001", "TEXT001", "ACME001")]
    assert len(checked("rye\n", *rules, path="post.md").findings) == 4
    partial = checked("rye\n", *rules, path="_includes/part.md")
    assert [f.code for f in partial.findings] == ["TEXT001", "ACME001"]


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        (b"\x89PNG\r\n\x1a\n rye", "a.md", "FILE002"),
        (bytes(range(32)) + b"rye", "a.md", "FILE002"),
        ("rye".encode("utf-16"), "a.md", "FILE003"),
        ("rye rye rye".encode("utf-16-le"), "a.md", "FILE003"),
        ("rye".encode("utf-32"), "a.md", "FILE003"),
        (b"<div>" * 600 + b"rye", "a.html", "FILE005"),
    ],
)
def test_a_page_that_cannot_be_judged_is_one_finding(data, path, code):
    result = checked(data, finds("rye"), path=path)
    (finding,) = result.findings
    assert (finding.code, finding.severity) == (code, "error")
    assert (finding.span.line, finding.span.column, finding.anchor) == (1, 1, "page")
    assert finding.help
    assert (result.read, result.errors) == (False, ())


def test_a_reader_that_fails_is_a_run_error(monkeypatch):
    def fail(*arguments, **rest):
        raise ZeroDivisionError("no pages")

    monkeypatch.setattr("seolint.read.read", fail)
    result = checked("rye\n", finds("rye"))
    assert (result.findings, result.read) == ((), False)
    (error,) = result.errors
    assert (error.code, error.path) == ("FILE006", "post.md")
    assert "ZeroDivisionError" in error.message


def test_a_page_gives_the_same_result_again():
    text = "---\ntitle: Rye\n---\n# Rye\n\n![](rye.png) rye\n"
    assert checked(text, finds("rye")) == checked(text, finds("rye"))
