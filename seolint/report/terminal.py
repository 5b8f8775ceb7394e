"""The reports for people: full, concise and grouped."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import TextIO

from seolint.escapes import are_harmless, escape, escape_line, is_command
from seolint.finding import Finding, RunError
from seolint.report import Report, View
from seolint.report.excerpt import LONGEST, cells, cut_line
from seolint.report.pages import PageLines
from seolint.report.statistics import count_by_rule
from seolint.report.summary import Line, Piece, fixed, summarize

SEVERITY_STYLES = {"error": "bold red", "warning": "yellow", "info": "cyan"}
_FRAME = "bright_blue dim"

Paragraph = list[Line]
Layout = Callable[[Report, Sequence[Finding], View], Iterator[Paragraph]]


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
        for line in fixed(report):
            out.write(_render(line, view) + "\n")


def _write(report: Report, out: TextIO, view: View, layout: Layout) -> None:
    apart = ""
    for paragraph in _paragraphs(report, view, layout):
        if paragraph:
            out.write(apart + _rendered(paragraph, view))
            apart = "\n"


def _rendered(paragraph: Paragraph, view: View) -> str:
    if not view.color:
        lines = ["".join([text for text, _ in line]) for line in paragraph]
        if are_harmless("".join(lines)):
            return "\n".join(lines) + "\n"
    return "".join([f"{_render(line, view)}\n" for line in paragraph])


def _paragraphs(report: Report, view: View, layout: Layout) -> Iterator[Paragraph]:
    if view.statistics:
        yield list(count_by_rule(report))
        yield from layout(report, (), view)
    else:
        shown = report.findings[: view.limit]
        yield from layout(report, shown, view)
        if hidden := len(report.findings) - len(shown):
            yield [[(f"{hidden} more not shown (--limit {view.limit}).", "")]]
    if view.show:
        yield list(_shown_pages(report, view))
    if view.summary:
        yield list(summarize(report, statistics=view.statistics))


def _shown_pages(report: Report, view: View) -> Iterator[Line]:
    affected = {finding.path for finding in report.open}
    affected.update(error.path for error in report.errors if error.path is not None)
    for page in report.pages:
        words = ["draft"] if page.draft and "drafts" in view.show else []
        if "passed" in view.show and page.path not in affected:
            words.append("passed")
        if words:
            yield [_path(page.path, view), (f": {', '.join(words)}", "")]


def _full(report: Report, findings: Sequence[Finding], view: View) -> Iterator[Paragraph]:
    pages = PageLines(report.source)
    for finding in findings:
        yield list(_finding(finding, pages, view))
    for error in _errors(report):
        yield list(_run_error(error, view))


def _finding(finding: Finding, pages: PageLines, view: View) -> Iterator[Line]:
    style = SEVERITY_STYLES[finding.severity]
    number = str(finding.span.line)
    gutter = " " * len(number)
    yield [
        (finding.code, "bold"),
        (" ", ""),
        *_mark(finding),
        (finding.severity, style),
        (f" ({finding.status})" if finding.status != "open" else "", ""),
        (": ", ""),
        (finding.message, "bold"),
    ]
    place = f":{finding.span.line}:{finding.span.column}"
    yield [(f"{gutter}--> ", _FRAME), _path(finding.path, view), (place, "")]
    if finding.anchor == "text":
        line = pages.line(finding.path, finding.span.line)
        if line is not None:
            room = _room(gutter, view)
            source, blanks, marks = cut_line(line, finding.span, room, view.ellipsis)
            yield [(f"{gutter} |", _FRAME)]
            yield [(f"{number} | ", _FRAME), (source, "")]
            yield [(f"{gutter} | ", _FRAME), (" " * blanks, ""), ("^" * marks, style)]
    for path, message, lines in _notes(finding):
        note = [(f":{lines}: {message}", "")]
        yield [*_label(gutter, "note", "cyan"), _path(path, view), *note]
    if finding.help is not None:
        yield [*_label(gutter, "help", "green"), (finding.help, "")]
    if finding.fix is not None and not finding.fix.safe and view.unsafe_fixes:
        yield [*_label(gutter, "unsafe fix", "magenta"), (finding.fix.message, "")]
        for changed, span in pages.changed(finding):
            source, _, _ = cut_line(changed, span, _room(gutter, view), view.ellipsis)
            yield [(f"{gutter} | ", _FRAME), (source, "green" if changed[0] == "+" else "red")]


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


def _run_error(error: RunError, view: View) -> Iterator[Line]:
    code = f"{error.code} " if error.code is not None else ""
    yield [(code, "bold"), ("error", SEVERITY_STYLES["error"]), (": ", ""), (error.message, "bold")]
    if error.path is not None:
        yield [("  --> ", _FRAME), _path(error.path, view)]
    if error.help is not None:
        yield [*_label("  ", "help", "green"), (error.help, "")]


def _label(gutter: str, word: str, style: str) -> Line:
    return [(f"{gutter} = ", _FRAME), (word, style), (": ", "")]


def _concise(report: Report, findings: Sequence[Finding], view: View) -> Iterator[Paragraph]:
    lines = [_concise_finding(finding, view) for finding in findings]
    yield lines + [_concise_error(error, view) for error in _errors(report)]


def concise_line(finding: Finding) -> str:
    """A finding on one line, as `concise` writes it, without colours."""
    return _render(_concise_finding(finding, View()), View())


def _concise_finding(finding: Finding, view: View) -> Line:
    status = "" if finding.status == "open" else f", {finding.status}"
    return [
        _path(finding.path, view),
        (f":{finding.span.line}:{finding.span.column}: ", ""),
        (finding.severity, SEVERITY_STYLES[finding.severity]),
        (" ", ""),
        (finding.code, "bold"),
        (" ", ""),
        *_mark(finding),
        (f"{finding.message} ({finding.rule}{status})", ""),
    ]


def _concise_error(error: RunError, view: View) -> Line:
    place = [_path(error.path, view), (": ", "")] if error.path is not None else []
    code = [(" ", ""), (error.code, "bold")] if error.code is not None else [(":", "")]
    return [*place, ("error", SEVERITY_STYLES["error"]), *code, (f" {error.message}", "")]


def _grouped(report: Report, findings: Sequence[Finding], view: View) -> Iterator[Paragraph]:
    for path, group in groupby(findings, key=lambda finding: finding.path):
        rows = list(group)
        line_width = max(len(str(row.span.line)) for row in rows)
        column_width = max(len(str(row.span.column)) for row in rows)
        message_width = max(cells(escape(row.message)) for row in rows)
        paragraph: Paragraph = [[_path(path, view)]]
        for row in rows:
            place = f"  {row.span.line:>{line_width}}:{row.span.column:<{column_width}}  "
            fill = " " * (message_width - cells(escape(row.message)) + 4)
            status = "" if row.status == "open" else f" ({row.status})"
            paragraph.append(
                [
                    (place, ""),
                    (f"{row.severity:<7}", SEVERITY_STYLES[row.severity]),
                    (f"  {row.message}{fill}", ""),
                    (row.code, "bold"),
                    (status, ""),
                ]
            )
        yield paragraph
    yield [_concise_error(error, view) for error in _errors(report)]


def _mark(finding: Finding) -> Line:
    if finding.fix is None:
        return []
    return [("[*]", "green") if finding.fix.safe else ("[!]", "magenta"), (" ", "")]


def _path(path: str, view: View) -> Piece:
    link = f" link {Path(path).absolute().as_uri()}" if view.links else ""
    return (path, f"underline{link}")


def _render(line: Line, view: View) -> str:
    if not view.color:
        return escape_line("".join([text for text, _ in line]))
    pieces = [(escape(text), style) for text, style in line]
    guard = "./" if is_command("".join([text for text, _ in pieces])) else ""
    return guard + "".join([colored(text, style) for text, style in pieces])


def colored(text: str, style: str) -> str:
    """A text with the codes that make a terminal show it in a style, in the words of rich."""
    from rich.style import Style

    return Style.parse(style).render(text)
