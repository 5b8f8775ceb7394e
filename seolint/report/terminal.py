"""The reports for people: full, concise and grouped."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TextIO

from seolint.escapes import are_harmless, escape, escape_line, is_command
from seolint.finding import Finding, RunError
from seolint.patterns import lazy_regex
from seolint.report import Report, View
from seolint.report.excerpt import LONGEST, cells, cut_line
from seolint.report.pages import PageLines
from seolint.report.statistics import count_by_rule
from seolint.report.summary import Line, fixed, summarize

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_FRAME = "bright_blue dim"

_CODES = lazy_regex(r"\x1b(?:\[[0-9;]*m|\]8;[^\x1b]*\x1b\\)")
"""What shows a text in a style, or as a link."""

_AT_ONCE = 1 << 16
"""Characters that are written at once: under `PYTHONUNBUFFERED` each time asks the system."""

Paint = Callable[[str, str], str]
"""Gives a text a style, in the words of rich; what it gives is harmless where it does."""

Paragraph = list[str]
Layout = Callable[[Report, Sequence[Finding], View, Paint], Iterator[Paragraph]]


def write_full(report: Report, out: TextIO, view: View, /) -> None:
    """Writes each finding with the line of the page that it is about."""
    _write(report, out, view, _full)


def write_concise(report: Report, out: TextIO, view: View, /) -> None:
    """Writes each finding on one line, its place first."""
    _write(report, out, view, _concise)


def write_grouped(report: Report, out: TextIO, view: View, /) -> None:
    """Writes the findings as one table for each page."""
    _write(report, out, view, _grouped)


def write_fixes(report: Report, out: TextIO, view: View, /) -> None:
    """Writes what was fixed, or would be, and no findings."""
    if view.summary:
        paint = _paint(view)
        for line in fixed(report):
            out.write(_harmless([_painted(line, paint)], view))


def _write(report: Report, out: TextIO, view: View, layout: Layout) -> None:
    texts: list[str] = []
    size = 0
    apart = ""
    for paragraph in _paragraphs(report, view, layout):
        if paragraph:
            texts.append(apart + _harmless(paragraph, view))
            size += len(texts[-1])
            apart = "\n"
        if size > _AT_ONCE:
            out.write("".join(texts))
            texts.clear()
            size = 0
    out.write("".join(texts))


def _harmless(paragraph: Paragraph, view: View) -> str:
    """The lines as they are written, with nothing that a terminal or a log takes for a command."""
    if view.color:
        lines = [f"./{line}" if is_command(_CODES.sub("", line)) else line for line in paragraph]
    elif are_harmless("".join(paragraph)):
        lines = paragraph
    else:
        lines = [escape_line(line) for line in paragraph]
    return "\n".join(lines) + "\n"


def _paragraphs(report: Report, view: View, layout: Layout) -> Iterator[Paragraph]:
    paint = _paint(view)
    if view.statistics:
        yield [_painted(line, paint) for line in count_by_rule(report)]
        yield from layout(report, (), view, paint)
    else:
        shown = report.findings[: view.limit]
        yield from layout(report, shown, view, paint)
        if hidden := len(report.findings) - len(shown):
            yield [f"{hidden} more not shown (--limit {view.limit})."]
    if view.show:
        yield list(_shown_pages(report, view, paint))
    if view.summary:
        yield [_painted(line, paint) for line in summarize(report, statistics=view.statistics)]


def _shown_pages(report: Report, view: View, paint: Paint) -> Iterator[str]:
    affected = {finding.path for finding in report.open}
    affected.update(error.path for error in report.errors if error.path is not None)
    for page in report.pages:
        words = ["draft"] if page.draft and "drafts" in view.show else []
        if "passed" in view.show and page.path not in affected:
            words.append("passed")
        if words:
            yield f"{_path(page.path, view, paint)}: {', '.join(words)}"


def _full(
    report: Report, findings: Sequence[Finding], view: View, paint: Paint
) -> Iterator[Paragraph]:
    pages = PageLines(report.source)
    for finding in findings:
        yield list(_finding(finding, pages, view, paint))
    for error in _errors(report):
        yield list(_run_error(error, view, paint))


def _finding(finding: Finding, pages: PageLines, view: View, paint: Paint) -> Iterator[str]:
    span = finding.span
    style = SEVERITY_STYLES[finding.severity]
    number = str(span.line)
    gutter = " " * len(number)
    status = "" if finding.status == "open" else f" ({finding.status})"
    yield (
        f"{paint(finding.code, 'bold')} {_mark(finding, paint)}{paint(finding.severity, style)}"
        f"{status}: {paint(finding.message, 'bold')}"
    )
    arrow = paint(f"{gutter}--> ", _FRAME)
    yield f"{arrow}{_path(finding.path, view, paint)}:{span.line}:{span.column}"
    if finding.anchor == "text":
        line = pages.line(finding.path, span.start)
        if line is not None:
            source, blanks, marks = cut_line(line, span, _room(gutter, view), view.ellipsis)
            yield paint(f"{gutter} |", _FRAME)
            yield paint(f"{number} | ", _FRAME) + paint(source, "")
            yield f"{paint(f'{gutter} | ', _FRAME)}{' ' * blanks}{paint('^' * marks, style)}"
    for path, message, lines in _notes(finding) if finding.related else ():
        label = _label(gutter, "note", "cyan", paint)
        yield f"{label}{_path(path, view, paint)}:{lines}: {paint(message, '')}"
    if finding.help is not None:
        yield _label(gutter, "help", "green", paint) + paint(finding.help, "")
    if finding.fix is not None and not finding.fix.safe and view.unsafe_fixes:
        yield _label(gutter, "unsafe fix", "magenta", paint) + paint(finding.fix.message, "")
        for changed, place in pages.changed(finding):
            source, _, _ = cut_line(changed, place, _room(gutter, view), view.ellipsis)
            yield paint(f"{gutter} | ", _FRAME) + paint(
                source, "green" if changed[0] == "+" else "red"
            )


def _room(gutter: str, view: View) -> int:
    """The cells that a line of a page may take."""
    return LONGEST if view.width is None else max(view.width - len(gutter) - 3, 20)


def _notes(finding: Finding) -> Iterator[tuple[str, str, str]]:
    """Path, message and lines of the related places; those that say the same as one."""
    for (path, message), places in groupby(finding.related, lambda r: (r.path, r.message)):
        yield path, message, ", ".join(_runs(sorted({place.span.line for place in places})))


def _runs(lines: list[int]) -> Iterator[str]:
    """Line numbers, three neighbours or more as a range."""
    while lines:
        length = next((n for n, line in enumerate(lines) if line != lines[0] + n), len(lines))
        length = length if length > 2 else 1
        yield f"{lines[0]}-{lines[length - 1]}" if length > 1 else str(lines[0])
        lines = lines[length:]


def _errors(report: Report) -> list[RunError]:
    """The run errors; of an interruption the summary tells."""
    return [error for error in report.errors if error.kind != "interrupted"]


def _run_error(error: RunError, view: View, paint: Paint) -> Iterator[str]:
    code = f"{paint(error.code, 'bold')} " if error.code is not None else ""
    word = paint("error", SEVERITY_STYLES["error"])
    yield f"{code}{word}: {paint(error.message, 'bold')}"
    if error.path is not None:
        yield paint("  --> ", _FRAME) + _path(error.path, view, paint)
    if error.help is not None:
        yield _label("  ", "help", "green", paint) + paint(error.help, "")


def _label(gutter: str, word: str, style: str, paint: Paint) -> str:
    return f"{paint(f'{gutter} = ', _FRAME)}{paint(word, style)}: "


def _concise(
    report: Report, findings: Sequence[Finding], view: View, paint: Paint
) -> Iterator[Paragraph]:
    lines = [_concise_finding(finding, view, paint) for finding in findings]
    yield lines + [_concise_error(error, view, paint) for error in _errors(report)]


def concise_line(finding: Finding) -> str:
    """A finding on one line, as `concise` writes it, without colours."""
    return escape_line(_concise_finding(finding, View(), _plain))


def _concise_finding(finding: Finding, view: View, paint: Paint) -> str:
    status = "" if finding.status == "open" else f", {finding.status}"
    place = f"{_path(finding.path, view, paint)}:{finding.span.line}:{finding.span.column}"
    severity = paint(finding.severity, SEVERITY_STYLES[finding.severity])
    message = paint(f"{finding.message} ({finding.rule}{status})", "")
    return f"{place}: {severity} {paint(finding.code, 'bold')} {_mark(finding, paint)}{message}"


def _concise_error(error: RunError, view: View, paint: Paint) -> str:
    place = f"{_path(error.path, view, paint)}: " if error.path is not None else ""
    code = f" {paint(error.code, 'bold')}" if error.code is not None else ":"
    word = paint("error", SEVERITY_STYLES["error"])
    return f"{place}{word}{code} {paint(error.message, '')}"


def _grouped(
    report: Report, findings: Sequence[Finding], view: View, paint: Paint
) -> Iterator[Paragraph]:
    for path, group in groupby(findings, key=lambda finding: finding.path):
        rows = list(group)
        line_width = max(len(str(row.span.line)) for row in rows)
        column_width = max(len(str(row.span.column)) for row in rows)
        message_width = max(cells(escape(row.message)) for row in rows)
        paragraph = [_path(path, view, paint)]
        for row in rows:
            place = f"  {row.span.line:>{line_width}}:{row.span.column:<{column_width}}  "
            fill = " " * (message_width - cells(escape(row.message)) + 4)
            status = "" if row.status == "open" else f" ({row.status})"
            severity = paint(f"{row.severity:<7}", SEVERITY_STYLES[row.severity])
            message = paint(row.message, "")
            paragraph.append(f"{place}{severity}  {message}{fill}{paint(row.code, 'bold')}{status}")
        yield paragraph
    yield [_concise_error(error, view, paint) for error in _errors(report)]


def _mark(finding: Finding, paint: Paint) -> str:
    if finding.fix is None:
        return ""
    return f"{paint('[*]', 'green') if finding.fix.safe else paint('[!]', 'magenta')} "


def _path(path: str, view: View, paint: Paint) -> str:
    link = f" link {Path(path).absolute().as_uri()}" if view.links else ""
    return paint(path, f"underline{link}")


def _painted(line: Line, paint: Paint) -> str:
    return "".join([paint(text, style) for text, style in line])


def _paint(view: View) -> Paint:
    return _in_color if view.color else _plain


def _plain(text: str, style: str) -> str:
    return text


def _in_color(text: str, style: str) -> str:
    return colored(escape(text), style)


def colored(text: str, style: str) -> str:
    """A text with the codes that make a terminal show it in a style, in the words of rich."""
    from rich.style import Style

    return Style.parse(style).render(text)
