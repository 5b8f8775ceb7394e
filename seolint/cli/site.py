"""`seolint site`: what is known of a site, and of a page of it."""

import os
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from seolint.cli.usage import CommandLineError

if TYPE_CHECKING:
    from seolint.discovery import File, Root
    from seolint.document import Document
    from seolint.engine.page import PageResult
    from seolint.site import Site

_MOST_IDS = 12
_FEWEST_ELSEWHERE = 3
"""So many links to a part of the site that has no page say that something else serves it."""

_TARGETS = {
    "page": "pages",
    "redirect": "redirects",
    "file": "files",
    "route": "what is built",
    "elsewhere": "other sites",
    "unknown": "what cannot be known",
    "missing": "nothing",
    "doubtful": "what may be missing",
}


def site(
    path: Annotated[str, typer.Argument(metavar="[PATH]", help="A folder of the site.")] = ".",
    explain: Annotated[
        str, typer.Option("--explain", metavar="FILE", help="Tell all about a page.")
    ] = "",
    format: Annotated[
        Literal["text", "json"], typer.Option("--format", "-f", help="How to show it.")
    ] = "text",
) -> None:
    """Show what is known of the site: generator, URLs, heading ids, who prints the H1."""
    roots = _read(explain or path, lone=bool(explain))
    told = [_site(each) for each in roots]
    if explain:
        page = _page(roots[0], roots[0].explained, told[0])
        told = [{**told[0], "page": page}]
    if format == "json":
        from seolint.cli.catalogue import to_json

        print(to_json(told))
    else:
        shown = (_page_lines(each) if "page" in each else _site_lines(each) for each in told)
        print("\n\n".join("\n".join(lines) for lines in shown))


class _Known:
    """A root, its pages as they were read, and the file that is to be explained."""

    def __init__(self, root: "Root", explained: "File") -> None:
        self.root = root
        self.explained = explained
        self.results: list[PageResult] = []

    @cached_property
    def site(self) -> "Site":
        from seolint.site import Site

        facts = [result.facts for result in self.results]
        return Site(facts, self.root.settings, self.root.folder if self.root.indexed else None)


def _read(path: str, *, lone: bool) -> list[_Known]:
    """The sites that a path names, with all of their pages.

    Raises:
        CommandLineError: there is no such path, or no page.
    """
    from seolint.discovery import discover
    from seolint.engine.page import check_page

    if not os.path.exists(path):
        raise CommandLineError(f"no such file or folder: {path}")
    if lone and not os.path.isfile(path):
        raise CommandLineError(f"no file: {path}", "--explain takes a page")
    named = os.environ.get("SEOLINT_CONFIG")
    config = Path(named) if named else None
    found = discover([path], {}, cwd=Path.cwd(), config=config, no_exclude=lone)
    if not found.files:
        raise CommandLineError(f"no page: {path}")
    known: dict[int, _Known] = {}
    for file in (*found.files, *found.index):
        root = file.root
        each = known.setdefault(id(root), _Known(root, file))
        try:
            data = Path(file.real).read_bytes()
        except OSError:
            continue
        each.results.append(
            check_page(
                file.path,
                data,
                (),
                root.generator,
                root.settings,
                lone=file.lone,
                where=root.in_site(file.path),
            )
        )
    return list(known.values())


def _site(known: _Known) -> dict[str, Any]:
    from seolint.config.files import shown

    root, settings = known.root, known.root.settings
    pages = [result.facts for result in known.results]
    owners = Counter(known.site.h1_owner(page) for page in pages if page.kind != "partial")
    return {
        "root": shown(root.folder),
        "config": shown(root.config.path) if root.config.path is not None else None,
        "generator": settings.generator,
        "evidence": _evidence(root),
        "rivals": root.rivals(),
        "name": settings.name,
        "base_url": settings.base_url,
        "language": settings.language,
        "languages": dict(settings.languages),
        "content": list(settings.content),
        "static": dict(settings.static),
        "slugger": settings.slugger,
        "slugger_why": _slugger_why(root),
        "pages": len(pages),
        "kinds": dict(Counter(page.kind for page in pages)),
        "with_url": sum(page.url is not None for page in pages),
        "h1": dict(owners),
        "links": _links(known.site),
        "elsewhere": _elsewhere(known.site),
    }


def _evidence(root: "Root") -> str:
    from seolint.config.files import shown
    from seolint.generators.detection import evidence

    if root.config.site.generator != "auto":
        return f"[site] generator in {shown(root.config.path)}" if root.config.path else "--set"
    return evidence(root.generator.name, root.site) or "nothing shows a generator"


def _links(site: "Site") -> dict[str, int]:
    """How many links lead to what: the commonest first, those that are doubtful by themselves."""
    found: Counter[str] = Counter()
    for page in site.pages:
        for _, target in site.targets(page):
            doubtful = target.state == "missing" and target.confidence == "low"
            found["doubtful" if doubtful else target.state] += 1
    return dict(found.most_common())


def _elsewhere(site: "Site") -> dict[str, int]:
    """The first parts of addresses that many links share and no page has, and how many do."""
    here = {key.split("/")[1] for key in site.by_url}
    parts = Counter(
        target.path.split("/")[1]
        for _, _, target in site.leads
        if target.state == "missing" and target.confidence == "low" and target.path.startswith("/")
    )
    return {
        f"/{part}/": count
        for part, count in parts.most_common()
        if part not in here and count >= _FEWEST_ELSEWHERE
    }


def _slugger_why(root: "Root") -> str:
    if root.config.site.slugger != "auto":
        return "[site] slugger"
    if root.settings.slugger == "any":
        return "nothing tells how ids are made, so that of every algorithm counts"
    return f"what {root.generator.name} does by its config"


def _page(known: _Known, file: "File", told: dict[str, Any]) -> dict[str, Any]:
    from seolint.read import read
    from seolint.read.decoding import UnreadablePageError

    root = known.root
    result = next(each for each in known.results if each.facts.path == file.path)
    facts = result.facts
    owner, proven = known.site.h1_evidence(facts)
    try:
        data = Path(file.real).read_bytes()
        where = root.in_site(file.path)
        doc = read(file.path, data, root.generator, root.settings, lone=file.lone, where=where)
    except UnreadablePageError as error:
        raise CommandLineError(f"{file.shown}: {error.message}", error.help or "") from None
    return {
        "path": file.shown,
        "kind": facts.kind,
        "kind_why": result.why,
        "draft": facts.draft,
        "language": facts.language,
        "collection": facts.collection,
        "url": facts.url,
        "url_why": _url_why(root, doc),
        "h1": owner,
        "h1_why": _h1_why(root, doc, proven),
        "headings": [
            {"line": heading.span.line, "level": heading.level, "ids": list(ids) if ids else ids}
            for heading, ids in zip(doc.headings, doc.heading_ids, strict=True)
        ],
        "ids_known": facts.ids_known,
        "slugger": told["slugger"],
    }


def _url_why(root: "Root", doc: "Document") -> str:
    from seolint.generators.addresses import has_template

    name = root.generator.name
    if doc.kind == "partial":
        return "other pages include the file, it has none of its own"
    if doc.site.url_template and has_template(doc):
        return "[site] url-template"
    if doc.url is not None:
        return f"as {name} makes it of path, front matter and config"
    if name == "plain":
        return "plain files have none"
    return (
        f"not known: code, a template or a date that {name} would have to work out, or not written"
    )


def _h1_why(root: "Root", doc: "Document", proven: bool) -> str:
    settings = root.settings
    if settings.h1 != "auto":
        return "[site] h1"
    if doc.has_head:
        return "a whole HTML document"
    if not proven:
        return (
            f"how most pages of its collection begin, else what is usual with {settings.generator}"
        )
    if settings.layout_h1 and settings.generator not in ("plain", "docusaurus", "mkdocs"):
        return "a layout prints the title in an H1"
    return f"so it is with {settings.generator}"


def _site_lines(told: dict[str, Any]) -> Iterator[str]:
    kinds = ", ".join(f"{count} {kind}" for kind, count in told["kinds"].items())
    rows = [
        ("root", told["root"]),
        ("configuration", told["config"] or "none"),
        ("generator", f"{told['generator']} ({told['evidence']})"),
        ("name", told["name"]),
        ("address", told["base_url"]),
        ("language", told["language"]),
        ("languages", ", ".join(f"{name}: {place}" for name, place in told["languages"].items())),
        ("content", ", ".join(told["content"])),
        ("static files", ", ".join(f"{name} at {url}" for name, url in told["static"].items())),
        ("heading ids", f"{told['slugger']} ({told['slugger_why']})"),
        ("pages", f"{told['pages']} ({kinds})"),
        ("URLs", f"known of {told['with_url']}, not of {told['pages'] - told['with_url']}"),
        ("H1 from", ", ".join(f"{owner}: {count}" for owner, count in told["h1"].items())),
        ("links to", ", ".join(f"{_TARGETS[name]}: {n}" for name, n in told["links"].items())),
        ("no pages in", ", ".join(f"{part} ({n} links)" for part, n in told["elsewhere"].items())),
    ]
    yield from _aligned(rows)
    if told["elsewhere"]:
        yield "note: [site] routes names what is served from elsewhere"
    rivals = " and ".join(f"{name} ({why})" for name, why in told["rivals"].items())
    if rivals:
        yield f"note: the folder may also be one of {rivals}; [site] generator settles it"


def _page_lines(told: dict[str, Any]) -> Iterator[str]:
    page = told["page"]
    ids = [id for heading in page["headings"] for id in heading["ids"] or ("?",)]
    shown = ", ".join(ids[:_MOST_IDS]) + (", …" if len(ids) > _MOST_IDS else "")
    rows = [
        ("page", page["path"]),
        ("root", told["root"]),
        ("generator", f"{told['generator']} ({told['evidence']})"),
        ("kind", f"{page['kind']} ({page['kind_why']}){', a draft' if page['draft'] else ''}"),
        ("collection", page["collection"]),
        ("language", page["language"]),
        ("URL", f"{page['url'] or 'none'} ({page['url_why']})"),
        ("heading ids", f"{page['slugger']} ({told['slugger_why']})"),
        ("ids here", shown + ("" if page["ids_known"] else " (there may be more)")),
        ("H1 from", f"{page['h1']} ({page['h1_why']})"),
    ]
    yield from _aligned(rows)


def _aligned(rows: list[tuple[str, str]]) -> Iterator[str]:
    from seolint.escapes import escape

    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        if value:
            yield f"{name:<{width}}  {escape(value)}"
