"""MkDocs and its Material theme: Python-Markdown."""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path, PurePosixPath
from typing import Any

from msgspec.structs import replace

from seolint.document import Document, Kind, Markup, SiteSettings, find_field
from seolint.generators import SiteGenerator
from seolint.generators.addresses import UrlRules, below, date_of, tidied
from seolint.generators.configs import at, files_named, names_at, read_values, text_at
from seolint.generators.detection import FILES, read_text
from seolint.generators.front_matter import MKDOCS as FRONT_MATTER
from seolint.generators.templates import mask_outside_code
from seolint.links import LinkRules
from seolint.patterns import lazy_regex
from seolint.sluggers import slugify
from seolint.values import Field

_EXTRA = ("extra", "pymdownx.extra")
_BROUGHT: Mapping[Markup, tuple[str, ...]] = {
    "abbreviations": ("abbr", *_EXTRA),
    "attributes": ("attr_list", *_EXTRA),
    "critic": ("pymdownx.critic",),
    "icons": ("pymdownx.emoji",),
    "wiki": ("wikilinks", "ezlinks", "roamlinks"),
}
"""What only extensions of Python-Markdown or plugins bring, and which of them do."""


class _Mkdocs(SiteGenerator, frozen=True, kw_only=True):
    def settings(self, root: Path) -> SiteSettings:
        """Also finds heading ids, math and markup, which extensions bring."""
        config = self.config(root)
        extensions = dict(_entries(config, "markdown_extensions"))
        names = {name.removeprefix("markdown.extensions.") for name in extensions}
        names.update(name for name, _ in _entries(config, "plugins"))
        missing = {each for each, brought in _BROUGHT.items() if names.isdisjoint(brought)}
        settings = super().settings(root)
        return replace(
            settings,
            markup=settings.markup - missing,
            slugger=_slugger(self.text(root)),
            menu=self._menu(self.config(root)),
            explicit_ids="attributes" not in missing,
            math="pymdownx.arithmatex" in extensions,
        )

    def _menu(self, config: Mapping[str, Any]) -> tuple[str, ...] | None:
        """What `nav` names; without it, or with plugins that fill it, every page is in it."""
        nav = at(config, "nav")
        if not isinstance(nav, list):
            return None
        folder = text_at(config, "docs_dir") or "docs"
        found = list(_named(nav))
        if any(not name.endswith((".md", ".markdown")) and "://" not in name for name in found):
            return None
        return tuple(f"{folder}/{name}" for name in found)

    def config(self, root: Path) -> Mapping[str, Any]:
        """The config file over the one that it inherits from."""
        config = super().config(root)
        parent = text_at(config, "INHERIT")
        return {**read_values(root / parent), **config} if parent else config

    def build(self, root: Path, config: Mapping[str, Any]) -> dict[str, Any]:
        """Also the endings of URLs, and Material's blog."""
        found = super().build(root, config)
        if at(config, "use_directory_urls") is False:
            found["ending"] = ".html"
        plugins = dict(_entries(config, "plugins"))
        for name in {"blog", "material/blog"}.intersection(plugins):
            blog = plugins[name]
            found["blog"] = text_at(blog, "blog_dir") or "blog"
            found["format"] = text_at(blog, "post_url_format") or "{date}/{slug}"
            found["dates"] = text_at(blog, "post_url_date_format") or "yyyy/MM/dd"
            found["slugs"] = at(blog, "post_slugify") is None
        return found

    def own_url(self, path: PurePosixPath, doc: Document) -> str | None:
        """The path of the page, for the posts of Material's blog their date and slug."""
        build = doc.site.build
        inner = below(path, build["content"])
        blog = build.get("blog")
        if blog is None or inner is None or not inner.is_relative_to(f"{blog}/posts"):
            return super().own_url(path, doc)
        moment = date_of(inner, doc, ("date",))
        slug = find_field(doc.fields, ("slug",)) or doc.field("title")
        title = slug.text if slug is not None and slug.known else _first_title(doc)
        if moment is None or not title or not build["slugs"]:
            return None
        name = title if slug is not None and slug.key == "slug" else slugify(title, "pymdownx")
        url = build["format"].replace("{date}", _date(moment, build["dates"]))
        return tidied(f"{blog}/{url.replace('{slug}', name or '')}/") if name else None

    def languages(self, root: Path, config: Mapping[str, Any]) -> Mapping[str, str]:
        """What the static-i18n plugin says: a suffix of the file name, or a folder."""
        i18n = dict(_entries(config, "plugins")).get("i18n")
        folders = text_at(i18n, "docs_structure") == "folder"
        docs = text_at(config, "docs_dir") or "docs"
        found: dict[str, str] = {}
        for language in at(i18n, "languages") or ():
            name = text_at(language, "locale")
            if name and (folders or at(language, "default") is not True):
                found[name] = f"{docs}/{name}" if folders else f"*.{name}.*"
        return found

    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """The docs folder without what the config or the exclude plugin leaves out."""
        (content,) = super().pages(root, config)
        folder = content.removesuffix("**")
        excluded = text_at(config, "exclude_docs").split()
        excluded += names_at(dict(_entries(config, "plugins")).get("exclude"), "glob")
        return (content, *(f"!/{folder}{name.lstrip('/')}" for name in excluded if name[0] != "!"))

    def supplies_description(self, root: Path, config: Mapping[str, Any]) -> bool:
        """Whether a `.meta.yml` of the meta plugin has one."""
        if "meta" not in dict(_entries(config, "plugins")):
            return False
        return any(
            "description" in read_text(path) for path in files_named(root, r".*/\.meta\.yml")
        )

    def classify(self, path: PurePosixPath, fields: Mapping[str, Field]) -> Kind | None:
        """Docs, but for a blog, where the path decides."""
        return None if "blog" in path.parts[:-1] else super().classify(path, fields)


def _slugger(config: str) -> str:
    """What the option `slugify` of the extension `toc` names."""
    if "slugify_unicode" in config:
        return "pymd-unicode"
    if "pymdownx.slugs" in config:
        return "pymdownx" if _LOWER.search(config) or "uslugify" in config else "any"
    return "any" if _SLUGIFY.search(config) else "pymd"


def _first_title(doc: Document) -> str:
    first = next(iter(doc.headings), None)
    return first.text.folded if first is not None and first.level == 1 and first.known else ""


def _date(moment: datetime, form: str) -> str:
    for letters, code in (("yyyy", "%Y"), ("MM", "%m"), ("dd", "%d")):
        form = form.replace(letters, moment.strftime(code))
    return form


def _named(nav: Any) -> Iterator[str]:
    """The files and addresses in a menu, at any depth."""
    waiting = [nav]
    while waiting:
        entry = waiting.pop()
        if isinstance(entry, str):
            yield entry
        elif isinstance(entry, Mapping):
            waiting += entry.values()
        elif isinstance(entry, list):
            waiting += entry


def _entries(config: Mapping[str, Any], key: str) -> Iterator[tuple[str, Any]]:
    """The names in a list or mapping of extensions or plugins, with their options."""
    entries = at(config, key)
    if isinstance(entries, Mapping):
        entries = [entries]
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, Mapping):
            yield from entry.items()
        elif isinstance(entry, str):
            yield entry, None


_SLUGIFY = lazy_regex(r"^[ \t]*+slugify[ \t]*+:", re.MULTILINE)
_LOWER = lazy_regex(r"case:\s*[\"']?lower")

MKDOCS = _Mkdocs(
    name="mkdocs",
    slugger="pymd",
    markup=frozenset(("admonitions", "contents", *_BROUGHT)),
    urls=UrlRules(indexes=frozenset(("index", "README"))),
    static={"docs": "/"},
    detection=FILES["mkdocs"],
    content=("docs/**",),
    front_matter=FRONT_MATTER,
    folders={"includes": "partial", "snippets": "partial"},
    other="docs",
    outside=frozenset(("overrides", "site")),
    keys={
        "name": ("site_name",),
        "base_url": ("site_url",),
        "language": ("theme.language", "theme.locale"),
        "content": ("docs_dir",),
    },
    author_files=("docs/blog/.authors.yml",),
    whole_html=True,
    hide=mask_outside_code,
    links=LinkRules(sources=(".md",), html_sources=False, files="source", lists=False),
    explicit_ids=True,
    description_fallback="site",
)
