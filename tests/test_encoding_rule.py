"""TEXT002 on bytes that no example can hold."""

from seolint.document import SiteSettings
from seolint.engine.page import check_page
from seolint.engine.select import ActiveRule
from seolint.finding import Finding
from seolint.generators import by_name
from seolint.packs import find_packs


def findings(data: bytes) -> tuple[Finding, ...]:
    rule = find_packs().load("TEXT002")
    active = ActiveRule("TEXT002", "invalid-encoding", rule, rule.options(), "error", False)
    result = check_page("page.md", data, [active], by_name("plain"), SiteSettings())
    assert not result.errors
    return result.findings


def test_bytes_that_are_no_utf8_are_one_finding_with_their_count() -> None:
    [finding] = findings("Café, ".encode() + b"na\xefve, d\xe9j\xe0 vu\n")
    assert finding.severity == "error"
    assert (finding.span.start, finding.span.end) == (9, 10)
    assert (finding.span.line, finding.span.column) == (1, 9)
    assert finding.data == {"count": 3}
    assert finding.fix is None


def test_lost_letters_of_one_kind_are_one_finding() -> None:
    found = findings(("Clay is \ufffd, \ufffd and \0, \0. " + "Clay is heavy. " * 5).encode())
    assert [(finding.subject, finding.data["count"]) for finding in found] == [
        ("U+FFFD", 2),
        ("U+0000", 2),
    ]


def test_a_byte_order_mark_is_an_info_and_may_be_deleted() -> None:
    [finding] = findings(b"\xef\xbb\xbf# Clay\n")
    assert finding.severity == "info"
    assert (finding.span.start, finding.span.end) == (0, 3)
    assert finding.fix is not None
    assert not finding.fix.safe


def test_joiners_of_emoji_and_persian_words_are_letters() -> None:
    assert not findings("👩\u200d🔬 می\u200cخواهم\n".encode())


def test_ascii_is_silent() -> None:
    assert not findings(b"Clay is heavy.\n")
