"""`seolint stats`: the figures of pages, without a judgement."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from seolint.cli.lint import read_stdin

if TYPE_CHECKING:
    from seolint.discovery import File
    from seolint.figures import Figures

_QUOTED = 60
"""Characters that are shown of a long sentence."""


def stats(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATHS]...",
            help="Files, folders or globs; `-` is standard input. [default: .]",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="How to show them.")
    ] = "text",
) -> None:
    """Show how long pages are, how hard to read, and what they are made of.

    Nothing is judged: the exit code is 0, or 2 where a page cannot be read.
    """
    from seolint.discovery import discover
    from seolint.escapes import escape

    discovery = discover(paths or ["."], {}, cwd=Path.cwd())
    if discovery.empty:
        print(discovery.empty, file=sys.stderr)
        raise typer.Exit(2)
    stdin = read_stdin(discovery)
    read = [_read(file, stdin) for file in discovery.files]
    pages = [each for each in read if not isinstance(each, str)]
    if format == "json":
        from seolint.cli.catalogue import to_json

        print(to_json({"files": [_to_json(page) for page in pages]}))
    else:
        tables = ("\n".join(map(escape, _to_text(page))) for page in pages)
        print("\n\n".join(tables))
    problems = [f"{error.path}: {error.message}" for error in discovery.errors]
    problems += [each for each in read if isinstance(each, str)]
    for problem in problems:
        print(f"error: {escape(problem)}", file=sys.stderr)
    if problems:
        raise typer.Exit(2)


def _read(file: "File", stdin: bytes) -> "Figures | str":
    """The figures of a page, or why there are none."""
    from msgspec.structs import replace

    from seolint.figures import figures_of
    from seolint.read import read
    from seolint.read.decoding import UnreadablePageError

    root = file.root
    limit = root.config.max_file_size
    try:
        if file.real == "-":
            data = stdin
        else:
            with open(file.real, "rb") as stream:
                data = stream.read(limit + 1)
        if len(data) > limit:
            return f"{file.shown}: the file is larger than {limit:,} bytes and was not read"
        settings, where = root.settings_of(file.path), root.in_site(file.path)
        doc = read(file.path, data, root.generator, settings, lone=file.lone, where=where)
    except OSError as error:
        return f"{file.shown}: cannot read the file: {(error.strerror or str(error)).lower()}"
    except UnreadablePageError as error:
        return f"{file.shown}: {error.message}"
    return replace(figures_of(doc), path=file.shown)


def _to_json(page: "Figures") -> dict[str, Any]:
    longest = page.longest_sentences
    return {
        "path": page.path,
        "language": page.language or None,
        "words": page.words,
        "sentences": page.sentences,
        "paragraphs": page.paragraphs,
        "reading_ease": None if page.score is None else round(page.score.value, 1),
        "formula": None if page.score is None else page.score.formula.name,
        "school_grade": _rounded(page.school_grade, 1),
        "indices": {name: round(value, 1) for name, value in page.indices.items()},
        "reading_minutes": _rounded(page.reading_minutes, 1),
        "longest_sentences": None
        if longest is None
        else [
            {
                "words": sentence.words,
                "line": sentence.span.line,
                "column": sentence.span.column,
                "offset": sentence.span.start,
                "text": sentence.text,
            }
            for sentence in longest
        ],
        "passive_share": _rounded(page.passive_share, 3),
        "transition_share": _rounded(page.transition_share, 3),
        "headings": page.headings,
        "links_internal": page.links_internal,
        "links_external": page.links_external,
        "images": page.images,
    }


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)


def _to_text(page: "Figures") -> list[str]:
    """The lines of a table of one page."""
    rows = list(_rows(page))
    width = max(len(name) for name, _ in rows)
    lines = [page.path, *(f"  {name:{width}}  {value}".rstrip() for name, value in rows)]
    if page.longest_sentences:
        lines.append("  longest sentences")
    for sentence in page.longest_sentences or ():
        place = f"{page.path}:{sentence.span.line}:{sentence.span.column}"
        text = sentence.text
        text = text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1].rstrip()}…"
        lines.append(f"    {sentence.words:4}  {place}  {text}")
    return lines


def _rows(page: "Figures") -> Iterator[tuple[str, str]]:
    """What is told of a page, name by name."""
    unknown = "not known in this language"
    yield "language", page.language or "unknown"
    yield "words", f"{page.words:,}"
    yield "sentences", unknown if page.sentences is None else f"{page.sentences:,}"
    yield "paragraphs", f"{page.paragraphs:,}"
    if page.score is None:
        yield "reading ease", unknown if page.words else "nothing to read"
    else:
        driver = f": {page.score.driver}" if "hard" in page.score.band else ""
        yield page.score.formula.name, f"{page.score.value:.1f}, {page.score.band}{driver}"
    if page.school_grade is not None:
        yield "school grade", f"{page.school_grade:.1f}"
    for name, value in page.indices.items():
        yield name, f"{value:.1f}"
    minutes = page.reading_minutes
    yield "reading time", unknown if minutes is None else f"{max(1, round(minutes))} min"
    for name, share in (("passives", page.passive_share), ("transitions", page.transition_share)):
        yield name, unknown if share is None else f"{share:.0%} of the sentences"
    yield "headings", f"{page.headings:,}"
    yield "links", f"{page.links_internal:,} internal, {page.links_external:,} external"
    yield "images", f"{page.images:,}"
