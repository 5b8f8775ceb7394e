"""A page, or a rule over a site, that takes for ever in the process that reports."""

import signal
import threading
import time

import pytest
from house import House, told

from seolint.engine import checking, together
from seolint.engine.overtime import OvertimeError, watched

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="the system has no such timer"
)


@pytest.fixture
def house(tmp_path, monkeypatch) -> House:
    """Three pages with the word rye, one of which also has oat, and a rule that finds rye."""
    monkeypatch.setattr(checking, "SECONDS", 0.2)
    made = House(tmp_path / "house")
    made.finds("acme001_rye", "rye")
    for name in ("a", "b", "c"):
        oat = " and oat" if name == "b" else ""
        made.page(f"{name}.md", f"---\ntitle: Loaf {name}\n---\n\nA loaf of rye{oat}.\n")
    return made


@pytest.mark.parametrize(
    "body",
    [
        "pass",
        "try:\n        sum(range(1000))\n    except Exception:\n        pass",
        "re.search('(a+)+b', 'a' * 40)",
    ],
    ids=["plain", "catches exceptions", "pattern"],
)
def test_a_page_that_takes_for_ever_costs_that_page(house, body):
    house.rule("acme002_oat", f"while 'oat' in doc.text:\n    {body}\nyield from ()")
    result = house.lint(jobs=1)
    (error,) = result.errors
    assert (error.kind, error.code, error.path) == ("timeout", "FILE006", "b.md")
    assert error.message == "checking the page failed: it took longer than 10 s"
    assert len(told(result)) == 2


def test_a_rule_that_catches_everything_is_stopped_in_the_end(house):
    house.rule(
        "acme002_oat",
        "for again in range(2 if 'oat' in doc.text else 0):\n"
        "    try:\n"
        "        while True: pass\n"
        "    except BaseException:\n"
        "        pass\n"
        "while 'oat' in doc.text: pass\n"
        "yield from ()",
    )
    assert [error.kind for error in house.lint(jobs=1).errors] == ["timeout"]


def test_a_rule_over_the_site_that_takes_for_ever_costs_its_findings(house, monkeypatch):
    monkeypatch.setattr(together, "SECONDS", 0.2)
    house.rule("acme002_site", "while True: pass\nyield from ()", argument="site")
    result = house.lint(jobs=1)
    (error,) = result.errors
    assert (error.kind, error.code, error.path) == ("timeout", "FILE006", None)
    assert error.message == "ACME002 site failed: it took longer than 0 s"
    assert error.help == "Report this, or leave the rule out with --ignore ACME002"
    assert len(told(result)) == 3


def test_what_waits_is_not_stopped(house):
    house.rule("acme002_oat", "import time\ntime.sleep(0.4)\nyield from ()")
    assert house.lint(jobs=1).errors == ()


def test_the_timer_and_its_handler_are_as_before():
    def ours(number, frame):
        raise AssertionError

    former = signal.signal(signal.SIGPROF, ours)
    try:
        with watched(5.0):
            assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
        with watched(0.05):
            busy(0.3)
        with pytest.raises(OvertimeError), watched(0.05) as watch:
            watch.left = 0.05
            busy()
        assert signal.getsignal(signal.SIGPROF) is ours
        assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    finally:
        signal.signal(signal.SIGPROF, former)


def test_the_timer_of_somebody_else_is_left_alone():
    signal.setitimer(signal.ITIMER_PROF, 100)
    try:
        with watched(0.01) as watch:
            watch.left = 0.01
            busy(0.1)
        assert 90 < signal.getitimer(signal.ITIMER_PROF)[0] <= 100
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def test_another_thread_has_no_limit():
    done = []

    def work():
        with watched(0.01) as watch:
            watch.left = 0.01
            busy(0.1)
        done.append(True)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(10)
    assert done == [True]


def busy(seconds: float = 10.0) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        sum(range(10_000))
