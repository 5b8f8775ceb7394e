"""Rules over all pages of a root."""

import pytest
from pages import NOWHERE

from seolint.api import Evidence, Problem, Span, site_rule
from seolint.engine.page import check_page
from seolint.engine.select import ActiveRule
from seolint.engine.site import MANY, check_site_rule
from seolint.facts import Facts
from seolint.finding import Finding
from seolint.generators import by_name
from seolint.site import Site

PLAIN = by_name("plain")
TEXT = "---\ntitle: Rye\n---\n# Rye\n"


def facts(path: str, text: str = TEXT) -> Facts:
    return check_page(path, text.encode(), (), PLAIN, PLAIN.settings(NOWHERE)).facts


def active(check, code: str = "ACME001") -> ActiveRule:
    decorate = site_rule(severity="warning", evidence=[Evidence("F", "a test")], examples=[])
    rule = decorate(check)
    return ActiveRule(code, "a-rule", rule, rule.options(), rule.severity, False)


def checked(
    check, pages: dict[str, str], judged=None, code: str = "ACME001", relaxed: bool = True
) -> list[Finding]:
    site = Site([facts(path, text) for path, text in pages.items()], PLAIN.settings(NOWHERE))
    sizes = {path: len(text) for path, text in pages.items() if judged is None or path in judged}
    return check_site_rule(site, active(check, code), sizes, sizes if relaxed else ())


def every_page(site):
    for page in site.pages:
        yield Problem(page.top, "a page", path=page.path)


def repeats(target, size: int):
    """A rule that reports `size` places of each page."""

    def check(site):
        for page in site.pages:
            for start in range(size):
                place = Span(start, start + 1, 1, start + 1, 1, start + 2)
                yield Problem(place, "Broken link", path=page.path, data={"target": target})

    return check


def test_findings_stand_on_judged_pages_only():
    pages = {"a.md": TEXT, "b.md": TEXT, "c.md": TEXT}
    found = checked(every_page, pages, judged={"a.md", "c.md"})
    assert [finding.path for finding in found] == ["a.md", "c.md"]


@pytest.mark.parametrize("path", [None, "gone.md"])
def test_a_problem_of_no_page_is_an_error(path):
    def check(site):
        yield Problem(site.pages[0].top, "somewhere", path=path)

    with pytest.raises(ValueError, match="no page"):
        checked(check, {"a.md": TEXT})


def test_a_problem_outside_its_page_is_an_error():
    def check(site):
        yield Problem(Span(0, 1000, 1, 1, 1, 1001), "far", path="a.md")

    with pytest.raises(ValueError, match="outside"):
        checked(check, {"a.md": TEXT})


def test_a_draft_is_spared_or_judged_mildly():
    pages = {"a.md": TEXT, "b.md": TEXT.replace("title", "draft: true\ntitle")}
    assert [finding.path for finding in checked(every_page, pages)] == ["a.md"]
    found = checked(every_page, pages, code="IMG012")
    assert [(f.path, f.severity) for f in found] == [("a.md", "warning"), ("b.md", "info")]
    found = checked(every_page, pages, relaxed=False)
    assert [(f.path, f.severity) for f in found] == [("a.md", "warning"), ("b.md", "warning")]


def test_as_many_as_ten_findings_stay_apart():
    found = checked(repeats("/rye/", MANY // 2), {"a.md": TEXT, "b.md": TEXT})
    assert len(found) == MANY
    assert not any("count" in finding.data for finding in found)


def test_more_than_ten_findings_of_one_target_become_one():
    (found,) = checked(repeats("/rye/", MANY), {"b.md": TEXT, "a.md": TEXT})
    assert (found.path, found.span.column) == ("a.md", 1)
    assert found.data == {"target": "/rye/", "count": 2 * MANY}
    assert found.message == "Broken link (20 times on this site)"
    places = [(other.path, other.span.column) for other in found.related]
    assert places == [("a.md", column) for column in range(2, MANY + 1)] + [("b.md", 1)]


def test_findings_of_other_targets_or_of_none_stay_apart():
    def check(site):
        yield from repeats("/rye/", MANY + 1)(site)
        yield from repeats("/spelt/", 2)(site)
        yield from repeats(None, MANY + 1)(site)

    found = checked(check, {"a.md": TEXT})
    assert [finding.data.get("count") for finding in found].count(None) == 2 + MANY + 1
    assert sum(finding.data.get("count", 0) for finding in found) == MANY + 1
