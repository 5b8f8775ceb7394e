"""Rows about the run itself: who reads it, who stops it, where and on what it runs."""

import json
import os
import signal
import subprocess
import time

from hostile.case import COMMAND, FINE, Folder, Result, case, harmless

SLOW = "import time; time.sleep(0.2 if 'slow' in doc.text else 0)"


@case("reader that goes away", "posix")
def broken_pipe(site: Folder) -> None:
    site.write("page.md")
    for form in ("full", "json"):
        reader, writer = os.pipe()
        os.close(reader)
        outputs = ("-f", form, "-f", "json:a.json") if form == "full" else ("-f", form)
        try:
            result = site.run("check", ".", *outputs, stdout=writer)
        finally:
            os.close(writer)
        assert (result.code, result.err) == (141, "")
    report = json.loads((site.path / "a.json").read_text())
    assert report["run"]["exit_code"] == 141


def _stopped(site: Folder, number: signal.Signals) -> Result:
    """A run of a hundred slow pages, and a signal in the midst of it."""
    site.rule(SLOW)
    for page in range(100):
        site.write(f"{page:03}.md", FINE + "slow\n")
    process = subprocess.Popen(
        [*COMMAND, "check", ".", "-f", "json"],
        cwd=site.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        time.sleep(3)
        process.send_signal(number)
        start = time.monotonic()
        out, err = process.communicate(timeout=20)
        spent = time.monotonic() - start
    finally:
        process.kill()
    result = Result(process.returncode, out.decode(), err.decode(), json.loads(out))
    harmless(result)
    site.results.append(result)
    assert spent < 5
    return result


@case("Ctrl-C", "posix")
def interrupt(site: Folder) -> None:
    result = _stopped(site, signal.SIGINT)
    assert result.code == 130
    assert result.report["run"]["complete"] is False
    assert "Interrupted: " in result.err and "of 100 pages" in result.err


@case("SIGTERM", "posix")
def terminate(site: Folder) -> None:
    result = _stopped(site, signal.SIGTERM)
    assert result.code == 143
    assert result.report["run"]["complete"] is False


@case("odd clocks and locales: LANG=C, Latin-1, a time zone of nowhere, 1970")
def locales(site: Folder) -> None:
    site.write("page.md", FINE.replace("Dried", "日本 É") + "[é](htps://b.example/)\n")
    plain = site.check("page.md")
    for env in (
        {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"TZ": "Nowhere/Nothing", "SOURCE_DATE_EPOCH": "0", "LC_ALL": "de_DE.ISO-8859-1"},
        {"SOURCE_DATE_EPOCH": "253402300799"},
    ):
        result = site.check("page.md", env=env)
        assert (result.code, result.report["findings"]) == (1, plain.report["findings"]), env


@case("1,000 pages: memory grows with their facts only", "posix")
def many_pages(site: Folder) -> None:
    text = FINE + "\n## Soak them\n\n" + "Put the beans in cold water overnight. " * 50 + "\n"
    for page in range(1000):
        site.write(f"{page % 10}/{page}.md", text.replace("beans", f"beans {page}"))
    peaks = [_peak(site, folder) for folder in ("0", ".")]
    assert (peaks[1] - peaks[0]) / 900 < 40, peaks


def _peak(site: Folder, folder: str) -> int:
    """The most memory that a run needed, in KiB."""
    script = (
        "import resource, sys\nfrom seolint.cli import run\nrun(sys.argv[1:])\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)"
    )
    result = site.run(
        "check", folder, "-q", "--fail-on", "never", command=(COMMAND[0], "-c", script)
    )
    return int(result.err.splitlines()[-1])


@case("page on which a process ends itself", "posix")
def dead_process(site: Folder) -> None:
    site.rule("import os; os._exit(3) if 'bad' in doc.text else None")
    site.write("bad.md", FINE + "bad\n")
    for page in range(20):
        site.write(f"{page:02}.md", FINE + "[a](htps://b.example/)\n")
    result = site.check(".", "-j", "2")
    assert (result.code, result.errors) == (2, [("worker-crash", "FILE006", "bad.md")])
    assert [code for code, _, _ in result.serious] == ["LINK012"] * 20


@case("page that takes all memory", "posix")
def greedy_page(site: Folder) -> None:
    site.rule("bytearray((4 << 30) if 'bad' in doc.text else 0)")
    site.write("bad.md", FINE + "bad [a](htps://b.example/)\n")
    site.write("a.md", FINE + "[a](htps://b.example/)\n")
    for jobs in ("1", "2"):
        result = site.check(".", "-j", jobs)
        assert (result.code, result.errors) == (2, [("rule-crash", "FILE006", "bad.md")])
        assert [code for code, _, _ in result.serious] == ["LINK012", "LINK012"]


@case("page that takes for ever", "time")
def endless_page(site: Folder) -> None:
    site.rule("while 'bad' in doc.text: pass")
    site.write("bad.md", FINE + "bad\n")
    site.write("a.md", FINE + "[a](htps://b.example/)\n")
    for jobs in ("1", "2"):
        result = site.check(".", "-j", jobs, timeout=90)
        assert (result.code, result.errors) == (2, [("timeout", "FILE006", "bad.md")])
        assert [code for code, _, _ in result.serious] == ["LINK012"]


NO_FORK = """
import os, sys
def refuse():
    raise BlockingIOError(11, "Resource temporarily unavailable")
os.fork = refuse
from seolint.cli import run
sys.exit(run(sys.argv[1:]))
"""


@case("system that starts no process", "posix")
def no_fork(site: Folder) -> None:
    for page in range(20):
        site.write(f"{page:02}.md", FINE + "[a](htps://b.example/)\n")
    plain = site.check(".", "-j", "1")
    result = site.check(".", "-j", "2", command=(COMMAND[0], "-c", NO_FORK))
    assert (result.code, result.found) == (1, plain.found)


@case("cache that cannot be written: read-only, full", "user")
def unwritable_cache(site: Folder) -> None:
    site.write("seolint.toml", "")
    site.write("page.md", FINE + "[a](htps://b.example/)\n")
    plain = site.run("check", ".", "--no-cache")
    site.path.chmod(0o555)
    read_only = site.run("check", ".", bound=True)
    site.path.chmod(0o755)
    full = site.run("check", ".", largest=0)
    assert plain.code == full.code == read_only.code == 1
    assert plain.out == full.out == read_only.out
    assert "cache" in full.err and "cache" in read_only.err


@case("damaged cache")
def damaged_cache(site: Folder) -> None:
    site.write("seolint.toml", "")
    site.write("page.md", FINE + "[a](htps://b.example/)\n")
    plain = site.run("check", ".")
    (kept,) = (site.path / ".seolint_cache").glob("v*")
    whole = kept.read_bytes()
    for data in (b"", b"\xc1" * 99, whole[: len(whole) // 2], whole[:-9] + b"\0" * 9, whole * 2):
        kept.write_bytes(data)
        result = site.run("check", ".")
        assert (result.code, result.out) == (1, plain.out)
