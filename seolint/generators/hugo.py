"""Hugo: shortcodes first, then goldmark."""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any
from unicodedata import category

from msgspec.structs import replace

from seolint.document import Document, Markup, Shortcode, SiteSettings, find_field, folded
from seolint.generators import SiteGenerator
from seolint.generators.addresses import (
    Values,
    date_of,
    date_part,
    deepest,
    filled,
    tidied,
    without_language,
)
from seolint.generators.configs import at, files_named, names_description, read_values, text_at
from seolint.generators.detection import FILES, names_in, read_text
from seolint.generators.front_matter import HUGO as FRONT_MATTER
from seolint.generators.paths import language_of_path
from seolint.generators.template_problems import hugo_problems
from seolint.generators.templates import mask_hugo
from seolint.links import MARKDOWN_SUFFIXES, LinkRules
from seolint.patterns import lazy_regex
from seolint.values import Field

_DATED = lazy_regex(r"\d{4}-\d{2}-\d{2}-")
_DATES = ("date", "publishdate", "pubdate", "published", "lastmod", "modified")
_HOOKS = (
    "layouts/_markup/render-link.html",
    "layouts/_default/_markup/render-link.html",
)
_OWN_FIGURES = (
    "layouts/shortcodes/figure.html",
    "layouts/_shortcodes/figure.html",
    "themes/*/layouts/shortcodes/figure.html",
    "themes/*/layouts/_shortcodes/figure.html",
)
_PARTS = frozenset(("cascade", "languages", "markup", "module"))


class _Hugo(SiteGenerator, frozen=True, kw_only=True):
    def settings(self, root: Path) -> SiteSettings:
        """Also finds math, raw HTML, which goldmark drops unless told not to, and what is built."""
        config = self.config(root)
        settings = super().settings(root)
        emoji: frozenset[Markup] = frozenset(("emoji",) if at(config, "enableemoji") else ())
        return replace(
            settings,
            markup=settings.markup | emoji,
            slugger=_slugger(config),
            math=at(config, "markup.goldmark.extensions.passthrough.enable") is True,
            raw_html=at(config, "markup.goldmark.renderer.unsafe") is True,
            links=self._links(root, config),
            shortcodes=self._shortcodes(root, config),
            hides_future=at(config, "buildfuture") is not True,
            hides_expired=at(config, "buildexpired") is not True,
        )

    def _shortcodes(self, root: Path, config: Mapping[str, Any]) -> Mapping[str, Shortcode]:
        """Those of Hugo; what one of the site or a theme makes of the same arguments is unknown."""
        themed = at(config, "module.imports") or (
            at(config, "theme") and not os.path.isdir(root / "themes")
        )
        if themed or any(any(root.glob(pattern)) for pattern in _OWN_FIGURES):
            return {
                name: replace(shortcode, value="name", alt_known=False)
                for name, shortcode in self.shortcodes.items()
            }
        return self.shortcodes

    def _links(self, root: Path, config: Mapping[str, Any]) -> LinkRules:
        """How links and images are read, which hooks of Hugo's, the site's or a theme's decide."""
        themed = at(config, "theme") or at(config, "module.imports")
        if themed or any(root.glob("layouts/**/_markup/render-image*.html")):
            return replace(self._link_rules(root, config), files="beside")
        return self._link_rules(root, config)

    def _link_rules(self, root: Path, config: Mapping[str, Any]) -> LinkRules:
        if any(os.path.isfile(root / name) for name in _HOOKS) or any(
            root.glob("themes/*/layouts/**/_markup/render-link*.html")
        ):
            return replace(self.links, hook=True, maybe_sources=MARKDOWN_SUFFIXES)
        hook = "markup.goldmark.renderhooks.link"
        used = at(config, f"{hook}.useembedded")
        if at(config, f"{hook}.enabledefault") is True or used in ("always", "fallback"):
            return replace(self.links, logical=True)
        if used in (None, "auto") and len(at(config, "languages") or {}) > 1:
            return replace(self.links, logical=True)
        if at(config, "theme") or at(config, "module.imports"):
            return replace(self.links, maybe_sources=MARKDOWN_SUFFIXES)
        return self.links

    def config(self, root: Path) -> Mapping[str, Any]:
        """The config file, or those of `config/_default`, with all keys in lower case."""
        folder = root / "config" / "_default"
        merged: dict[str, Any] = _lower(super().config(root))
        for name in names_in(folder):
            part, *rest = name.rpartition(".")[0].split(".")
            if part in _PARTS:
                values = _lower(read_values(folder / name))
                for key in reversed(rest):
                    values = {key: values}
                merged[part] = {**(at(merged, part) or {}), **values}
        return merged

    def value(self, config: Mapping[str, Any], setting: str) -> str:
        """For the name of the site also what its default language says."""
        found = super().value(config, setting)
        if setting == "name" and not found:
            return text_at(config, f"languages.{self._default_language(config)}.title")
        return found

    def _default_language(self, config: Mapping[str, Any]) -> str:
        return self.value(config, "language") or "en"

    def languages(self, root: Path, config: Mapping[str, Any]) -> Mapping[str, str]:
        """The folder of each language, or for those without one a suffix of the file name."""
        default = self._default_language(config)
        found: dict[str, str] = {}
        for name, traits in (at(config, "languages") or {}).items():
            folder = text_at(traits, "contentdir")
            if folder or name != default:
                found[name] = folder or f"*.{name}.*"
        return found

    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """The content folder, those of languages, and what is mounted there."""
        folders = [self.value(config, "content") or "content"]
        folders += [name for name in self.languages(root, config).values() if "*" not in name]
        for mount in at(config, "module.mounts") or ():
            if text_at(mount, "target").split("/")[0] == "content":
                folders.append(text_at(mount, "source"))
        found = dict.fromkeys(f"{name.strip('/')}/**" for name in folders if name)
        return tuple(found)

    def build(self, root: Path, config: Mapping[str, Any]) -> dict[str, Any]:
        """The folders of the content, its mounts, permalinks, and what else shapes URLs."""
        content = self.value(config, "content") or "content"
        folders = {content: ""}
        folders |= {name.strip("/"): "" for name in self.languages(root, config).values()}
        for mount in at(config, "module.mounts") or ():
            source, target = text_at(mount, "source").strip("/"), text_at(mount, "target")
            if source and (target == "content" or target.startswith("content/")):
                folders[source] = target.removeprefix("content").strip("/")
        permalinks = at(config, "permalinks")
        permalinks = permalinks if isinstance(permalinks, Mapping) else {}
        pages = at(permalinks, "page")
        dates = at(config, "frontmatter.date")
        ugly = at(config, "uglyurls")
        return {
            "folders": {name: target for name, target in folders.items() if "*" not in name},
            "permalinks": dict(pages if isinstance(pages, Mapping) else permalinks),
            "computed": isinstance(at(config, "permalinks"), list),
            "ugly": dict(ugly) if isinstance(ugly, Mapping) else ugly is True,
            "keeps_case": at(config, "disablepathtolower") is True,
            "subfolder": at(config, "defaultcontentlanguageinsubdir") is True,
            "default": self._default_language(config),
            "dated_names": isinstance(dates, list) and ":filename" in dates,
        }

    def own_url(self, path: PurePosixPath, doc: Document) -> str | None:
        """By `url`, `slug`, the permalinks of the section, or the path."""
        build = doc.site.build
        folder = deepest(path, build["folders"])
        if folder is None or build["computed"] or _says_never(doc):
            return None
        inner = PurePosixPath(build["folders"][folder], str(path)[len(folder) + 1 :])
        language = language_of_path(path, doc.site) or build["default"]
        prefix = f"/{language}" if language != build["default"] or build["subfolder"] else ""
        fields = folded(doc.fields)
        url = find_field(fields, ("url",), fold=True)
        if url is not None:
            return _stated(url, prefix, inner, doc)
        stem, _ = without_language(inner, doc.site)
        segments = [segment_of(part, build["keeps_case"]) for part in inner.parts[:-1]]
        if stem == "_index":
            return tidied(f"{prefix}/{'/'.join(segments)}/")
        section = inner.parts[0] if len(inner.parts) > 1 else ""
        name = segment_of(stem, build["keeps_case"])
        if stem == "index" and segments:
            name = segments.pop()
        if build["dated_names"]:
            name = _DATED.sub("", name)
        ugly = build["ugly"]
        if isinstance(ugly, Mapping):
            ugly = ugly.get(section.lower()) is True
        template = build["permalinks"].get(section.lower())
        if template is not None:
            if not isinstance(template, str):
                return None
            values = _values(inner, segments, name, doc)
            found = tidied(filled(template, values)) if "[" not in template else None
            if found is None:
                return None
            return f"{prefix}{found.rstrip('/')}.html" if ugly else f"{prefix}{found}"
        slug = find_field(fields, ("slug",), fold=True)
        if slug is not None:
            name = segment_of(slug.text, build["keeps_case"])
            if not slug.known:
                return None
        if ugly:
            return tidied(f"{prefix}/{'/'.join(segments)}/{name}.html")
        return tidied(f"{prefix}/{'/'.join([*segments, name])}/")

    def defaults(self, config: Mapping[str, Any]) -> frozenset[str]:
        """The keys of `cascade` in the config, with those of its `params`."""
        cascade = at(config, "cascade")
        entries = cascade if isinstance(cascade, list) else [cascade]
        parts = [part for entry in entries for part in (entry, at(entry, "params"))]
        return frozenset(key for part in parts if isinstance(part, Mapping) for key in part)

    def supplies_description(self, root: Path, config: Mapping[str, Any]) -> bool:
        """Whether a `cascade` has one, in the config or in a section's front matter."""
        if names_description(at(config, "cascade")):
            return True
        return any(
            "cascade" in text and "description" in text.partition("cascade")[2]
            for text in map(read_text, files_named(root / "content", r".*/_index\..*"))
        )


def segment_of(text: str, keeps_case: bool = False) -> str:
    """A name as Hugo writes it in a path: blanks as one `-`, most punctuation left out."""
    pieces: list[str] = []
    for letter in text:
        if letter.isalnum() or letter in "._#+~-@/" or category(letter)[0] == "M":
            if pieces and pieces[-1] == " ":
                pieces[-1] = "" if letter == "-" or pieces[-2:-1] == ["-"] else "-"
            pieces.append(letter)
        elif letter.isspace() and pieces and pieces[-1] != " ":
            pieces.append(" ")
    found = "".join(pieces).rstrip()
    return found if keeps_case else found.lower()


def _says_never(doc: Document) -> bool:
    fields = folded(doc.fields)
    render = find_field(fields, ("build.render", "_build.render"), fold=True)
    headless = find_field(fields, ("headless",), fold=True)
    return (render is not None and render.text in ("never", "false", "link")) or (
        headless is not None and headless.text == "true"
    )


def _stated(field: Field, prefix: str, path: PurePosixPath, doc: Document) -> str | None:
    text = field.text.strip()
    if not text or not field.known or "://" in text or ":" in text:
        return None
    if not text.startswith("/"):
        text = f"{prefix}/{text}"
    last = text.rpartition("/")[2]
    return tidied(text if "." in last or not last else f"{text}/")


def _values(path: PurePosixPath, sections: Sequence[str], name: str, doc: Document) -> Values:
    fields = folded(doc.fields)
    keeps_case = doc.site.build["keeps_case"]

    def text(*names: str) -> str | None:
        field = find_field(fields, names, fold=True)
        return segment_of(field.text, keeps_case) if field is not None and field.known else None

    def value(token: str, form: str) -> str | None:
        match token:
            case "section":
                return sections[0] if sections else ""
            case "sections":
                return "/".join(sections)
            case "title":
                return text("title")
            case "slug":
                return text("slug") or text("title")
            case "slugorfilename" | "slugorcontentbasename":
                return text("slug") or name
            case "filename" | "contentbasename":
                return name
        moment = date_of(path, doc, _DATES)
        found = date_part(moment, token) if moment is not None else None
        return segment_of(found, keeps_case) if found is not None else None

    return value


def _slugger(config: Mapping[str, Any]) -> str:
    """The type of heading ids that the config names."""
    if at(config, "markup.goldmark.parser.autoheadingid") is False:
        return "none"
    kinds = {"github-ascii": "hugo-ascii", "blackfriday": "hugo-blackfriday"}
    return kinds.get(text_at(config, "markup.goldmark.parser.autoheadingidtype"), "hugo")


def _lower(values: Any) -> Any:
    if isinstance(values, Mapping):
        return {str(key).lower(): _lower(value) for key, value in values.items()}
    return [_lower(value) for value in values] if isinstance(values, list) else values


HUGO = _Hugo(
    name="hugo",
    static={"static": "/", "assets": "/"},
    detection=FILES["hugo"],
    content=("content/**",),
    front_matter=FRONT_MATTER,
    stems={"_index": "index"},
    undated="docs",
    outside=frozenset(
        [
            "archetypes",
            "assets",
            "data",
            "i18n",
            "layouts",
            "public",
            "resources",
            "static",
            "themes",
        ]
    ),
    keys={
        "name": ("title",),
        "base_url": ("baseurl",),
        "language": ("defaultcontentlanguage", "languagecode"),
        "content": ("contentdir",),
        "time_zone": ("timezone",),
    },
    author_files=("data/authors.yml", "data/authors.yaml", "data/authors.toml"),
    yaml="1.2",
    image_tools={
        "layouts/_default/_markup/render-image.html": r"\.(?:Fill|Fit|Process|Resize)\b",
        "layouts/_markup/render-image.html": r"\.(?:Fill|Fit|Process|Resize)\b",
    },
    hide=mask_hugo,
    find_problems=hugo_problems,
    links=LinkRules(calls=frozenset(("ref", "relref")), files="bundle", bundles=True),
    shortcodes={
        "figure": Shortcode(
            src=("src",), alt=("alt",), caption=("caption",), href=("link",), alt_known=True
        )
    },
    linkify=True,
    explicit_ids=True,
    fold_keys=True,
    title_fallback="none",
    description_fallback="excerpt",
)
