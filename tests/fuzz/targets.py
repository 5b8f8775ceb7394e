"""What is fuzzed: functions of bytes that raise when something does not hold.

The first byte of an input chooses what the bytes are not to say themselves: the generator,
the kind of file, the grade of the fixes. The rest is the file.
"""

import json
import zlib
from collections.abc import Callable
from functools import cache, partial
from io import StringIO
from pathlib import Path
from tempfile import mkdtemp

from pages import Places, assert_inside, page, spans

from seolint.config import ConfigError, load_config
from seolint.discovery import Discovery, discover
from seolint.document import Document
from seolint.engine.run import Known, Run, run
from seolint.engine.select import active_rules
from seolint.finding import Finding
from seolint.fix import fix_pages
from seolint.packs import PackError
from seolint.read.decoding import UnreadablePageError
from seolint.report import FORMATS, Report, View, write_report

GENERATORS = ("plain", "jekyll", "hugo", "mkdocs", "docusaurus", "astro", "eleventy", "zola")
FENCES = (b"---\n", b"---\r\n", b"+++\n", b"", b"\xef\xbb\xbf---\n")
NAMES = ("a.md", "a.mdx", "a.html", "_posts/2024-01-01-a.md")
SITE = {"base-url": "https://own.example/", "name": "Own", "h1": "layout"}

Target = Callable[[bytes], None]


def front_matter(data: bytes) -> None:
    """Fields between fences, of any format."""
    choice, text = _split(data)
    fence = FENCES[choice % len(FENCES)]
    closing = fence.removeprefix(b"\xef\xbb\xbf")
    _read(fence + text + b"\n" + closing + b"\nBody.\n", "a.md", GENERATORS[choice // 8 % 8])


def markdown(data: bytes) -> None:
    """A Markdown page of any generator."""
    choice, text = _split(data)
    _read(text, "a.md", GENERATORS[choice % 8])


def mdx(data: bytes) -> None:
    """A page of MDX."""
    choice, text = _split(data)
    _read(text, "a.mdx", ("docusaurus", "astro")[choice % 2])


def html(data: bytes) -> None:
    """An HTML page."""
    choice, text = _split(data)
    _read(text, "a.html", GENERATORS[choice % 8])


def _read(data: bytes, path: str, generator: str) -> Document | None:
    """Reads a page as often as its line ends can be told apart, and compares."""
    try:
        doc = page(data, path, generator)
    except UnreadablePageError:
        return None
    places = Places(data)
    for span in spans(doc):
        assert_inside(span, data, places)
    for prose in [heading.text for heading in doc.headings] + [b.text for b in doc.blocks]:
        position = 0
        for start, end, read_as, _ in prose.pieces:
            if end - start == len(read_as):
                assert prose.source(position, position + len(read_as)) == (start, end)
            position += len(read_as)
    return doc


def config(data: bytes) -> None:
    """A configuration file: it is used, or what is wrong with it is told where it stands."""
    path = _folder() / "seolint.toml"
    path.write_bytes(data)
    try:
        settings = load_config(path, path.parent, {})
    except ConfigError as error:
        assert str(error).isprintable() or "\n" in str(error)
        lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
        for problem in error.problems:
            if problem.place is not None:
                assert 1 <= problem.place.line <= len(lines)
                assert problem.place.column >= 1
        return
    except PackError:
        return
    active_rules(settings, "posts/a.md")


def suppressions(data: bytes) -> None:
    """A page with comments for seolint, and all that these can do to its findings."""
    choice, text = _split(data)
    name = NAMES[choice % 4]
    result = _checked(name, text, "recommended")
    shown = {finding.fingerprint for finding in result.findings}
    plain = run(_found(name, "recommended"), stdin=text, suppressions=False)
    for finding in plain.findings:
        if finding.family != "LINT":
            assert finding.fingerprint in shown, finding
    assert all(finding.status == "open" for finding in plain.findings)


def fixes(data: bytes) -> None:
    """A page that is fixed: once is enough, and nothing gets worse."""
    choice, text = _split(data)
    found = _found(NAMES[choice // 2 % 4], "all")

    def check(of: bytes, *, bodies: dict[str, bytes], known: Known) -> Run:
        return run(found, stdin=of, bodies=bodies, known=known)

    outcome = fix_pages(found, partial(check, text), unsafe=bool(choice % 2), write=False)
    for error in outcome.run.errors:
        assert error.kind == "fix", error.message + error.traceback
        assert "settle" not in error.message, error.message
    if not outcome.changes:
        return
    (change,) = outcome.changes
    assert change.old == text
    again = fix_pages(found, partial(check, change.new), unsafe=bool(choice % 2), write=False)
    assert again.changes == (), [finding.code for finding in again.fixed]
    errors = [finding.code for finding in _errors(run(found, stdin=text))]
    for finding in _errors(run(found, stdin=change.new)):
        assert finding.code in errors, finding
        errors.remove(finding.code)


def check(data: bytes) -> None:
    """A page, all rules, and a report of any format."""
    choice, text = _split(data)
    name = NAMES[choice % 4]
    result = _checked(name, text, "all")
    _report(result, list(FORMATS)[choice // 4 % len(FORMATS)], text)
    if b"\r" in text or b"\n" not in text or not _is_plain(text):
        return
    line_end = b"\r" if choice > 127 else b"\r\n"
    other = run(_found(name, "all"), stdin=text.replace(b"\n", line_end))
    assert _outline(result) == _outline(other), line_end


TARGETS: dict[str, Target] = {
    each.__name__: each
    for each in (front_matter, markdown, mdx, html, config, suppressions, fixes, check)
}


def _split(data: bytes) -> tuple[int, bytes]:
    return (data[0] if data else 0), data[1:]


@cache
def _folder() -> Path:
    """An empty folder that lasts as long as the process."""
    return Path(mkdtemp(prefix="seolint-fuzz-"))


@cache
def _found(name: str, profile: str) -> Discovery:
    given = {"site": SITE, "profile": profile}
    return discover(["-"], given, cwd=_folder(), isolated=True, stdin_filename=name)


def _checked(name: str, data: bytes, profile: str) -> Run:
    """A run over a page, of which holds what must hold of any."""
    result = run(_found(name, profile), stdin=data)
    assert result.errors == (), result.errors[0].traceback or result.errors
    places = Places(data)
    known: dict[str, Finding] = {}
    for finding in result.findings:
        for span in (finding.span, *(other.span for other in finding.related)):
            assert_inside(span, data, places)
        for edit in finding.fix.edits if finding.fix is not None else ():
            assert 0 <= edit.start <= edit.end <= len(data)
        assert finding.fingerprint not in known, (finding, known.get(finding.fingerprint))
        known[finding.fingerprint] = finding
    return result


def _errors(result: Run) -> list[Finding]:
    return [each for each in result.findings if each.severity == "error" and each.status == "open"]


def _is_plain(data: bytes) -> bool:
    """Whether the page is printable UTF-8, so that its line ends alone are its line ends."""
    try:
        return data.decode().replace("\n", "").isprintable()
    except UnicodeDecodeError:
        return False


def _outline(result: Run) -> list[object]:
    return [
        (f.code, f.severity, f.status, f.span.line, f.span.column, f.span.end_line)
        for f in result.findings
    ]


def _report(result: Run, name: str, data: bytes) -> None:
    """Writes a report; without control characters, and JSON that is JSON."""
    report = Report(
        findings=result.findings,
        uncut=result.findings,
        pages=result.pages,
        load_rules=result.load_rules,
        errors=result.errors,
        suppressed=0,
        skipped=0,
        exit_code=0,
        failures=(),
        failing=frozenset(),
        profile="all",
        fail_on="error",
        config=None,
        plugins=(),
        started_at="2026-01-01T00:00:00Z",
        duration_ms=1,
        prefix="",
        source=lambda path: data,
    )
    out = StringIO()
    write_report(name, report, out, View(width=80 if zlib.crc32(data) % 2 else None))
    text = out.getvalue()
    assert not any(character < " " and character != "\n" for character in text)
    if name in ("json", "sarif", "gitlab"):
        json.loads(text)
    elif name in ("jsonl", "rdjsonl"):
        for line in text.split("\n")[:-1]:
            json.loads(line)
