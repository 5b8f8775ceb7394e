"""Site generators: how each turns files into pages."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any, Literal

from msgspec import Struct

from seolint.document import Document, Kind, Markup, ReadingProblem, Shortcode, SiteSettings
from seolint.generators.addresses import UrlRules, has_template, templated_url, url_by_rules
from seolint.generators.front_matter import PLAIN, FrontMatterRules
from seolint.links import LinkRules
from seolint.patterns import lazy_regex
from seolint.values import Field

NAMES = (
    "plain",
    "html",
    "jekyll",
    "hugo",
    "docusaurus",
    "mkdocs",
    "astro",
    "nextjs",
    "eleventy",
    "hexo",
    "vitepress",
    "gatsby",
    "quarto",
    "pelican",
    "zola",
)
"""The generators, as `[site] generator` names them."""

DEEPEST = 4
"""How many folders below the given one a site may lie."""

_THIN = frozenset(
    ("nextjs", "eleventy", "hexo", "vitepress", "gatsby", "quarto", "pelican", "zola")
)
_PROJECT_FILE = lazy_regex(
    r"(?:CHANGELOG|CODE_OF_CONDUCT|CONTRIBUTING|ISSUE_TEMPLATE|LICENSE|PULL_REQUEST_TEMPLATE"
    r"|SECURITY).*|(?:AGENTS|CLAUDE|SKILL)\.md"
)
_README = lazy_regex(r"readme\b.*", re.IGNORECASE)


class SiteGenerator(Struct, frozen=True, kw_only=True):
    """A site generator: values, and what it does with a file.

    `detection` are the files of which one proves it, `content` the globs of its pages; both
    are relative to the folder of its config. `folders` gives the kind of the pages in a
    folder of that name at any depth, `stems` that of files of that name, `undated` that of
    pages in a section without a date, `other` that of the rest. `templates` are folders at
    any depth, `outside` those at the top, in which there is never a page; `readme` tells
    whether a README at the top is one.

    `keys` maps fields of `SiteSettings` to keys of the config, of which the first that is
    present wins; `content` there is the folder of the pages, `folder` the sub-path of the
    site. `language_pattern` makes the pattern of a language's files from its name.
    `author_files` map keys to names. `description_files` matches the `folder/name` of files that
    may supply descriptions. `image_tools` maps files to what they hold where the site
    compresses its images. `hide` masks the template language, `find_problems` says what is wrong
    with it. `urls` are the rules for the URLs of pages, None where nobody knows them;
    `permalink_data` finds the templates that data files give to pages. The others are those of
    `SiteSettings`.
    """

    name: str
    detection: tuple[str, ...]
    content: tuple[str, ...] = ("**",)
    static: Mapping[str, str] = {}
    front_matter: FrontMatterRules = PLAIN
    folders: Mapping[str, Kind] = {}
    stems: Mapping[str, Kind] = {}
    other: Kind | None = None
    templates: frozenset[str] = frozenset()
    outside: frozenset[str] = frozenset()
    readme: bool = False
    undated: Kind | None = None
    keys: Mapping[str, tuple[str, ...]] = {}
    language_pattern: str = ""
    author_files: tuple[str, ...] = ()
    description_files: str = ""
    hide: Callable[[str], str] = str
    find_problems: Callable[[str, int], Iterable[ReadingProblem]] | None = None
    markup: frozenset[Markup] = frozenset()
    linkify: bool = False
    explicit_ids: bool = False
    slugger: str = "any"
    html_heading_ids: bool = False
    urls: UrlRules | None = None
    permalink_data: Callable[[Path], Mapping[str, str]] | None = None
    math: bool = False
    whole_html: bool = False
    markdown_in_html: bool = False
    fold_keys: bool = False
    yaml: Literal["1.1", "1.2"] = "1.1"
    image_pipeline: bool = False
    image_tools: Mapping[str, str] = {}
    links: LinkRules = LinkRules()
    shortcodes: Mapping[str, Shortcode] = {}
    title_fallback: Literal["none", "supplied", "unknown"] = "supplied"
    description_fallback: Literal["auto", "excerpt", "site", "none"] = "none"

    def settings(self, root: Path) -> SiteSettings:
        """What the generator's config in `root` says, and its defaults elsewhere.

        Nothing is executed; what cannot be read counts as absent.
        """
        from seolint.generators.configs import read_authors, uses_image_tool
        from seolint.generators.layouts import prints_title

        config = self.config(root)
        return SiteSettings(
            generator=self.name,
            name=self.value(config, "name"),
            base_url=self.base_url(config),
            language=self.value(config, "language"),
            languages=self.languages(root, config),
            authors=read_authors(root, self.author_files),
            content=self.pages(root, config),
            static=self.static or {".": "/"},
            layout_h1=prints_title(root),
            explicit_ids=self.explicit_ids,
            slugger=self.slugger,
            html_heading_ids=self.html_heading_ids,
            build=self.build(root, config),
            linkify=self.linkify,
            links=self.links,
            shortcodes=self.shortcodes,
            markup=self.markup,
            math=self.math,
            whole_html=self.whole_html,
            markdown_in_html=self.markdown_in_html,
            fold_keys=self.fold_keys,
            title_fallback=self.title_fallback,
            description_fallback=self.description_fallback,
            description_default=self.supplies_description(root, config),
            defaults=self.defaults(config),
            yaml=self.yaml,
            image_pipeline=self.image_pipeline or uses_image_tool(root, self.image_tools),
            time_zone=self.value(config, "time_zone"),
        )

    def config(self, root: Path) -> Mapping[str, Any]:
        """The generator's config; of one that is code its string literals, by their keys."""
        from seolint.generators.configs import read_config

        return read_config(root, self.detection)

    def value(self, config: Mapping[str, Any], setting: str) -> str:
        """The first text in the config that `keys` names for a setting, else an empty one."""
        from seolint.generators.configs import text_at

        return next(filter(None, (text_at(config, key) for key in self.keys.get(setting, ()))), "")

    def base_url(self, config: Mapping[str, Any]) -> str:
        """The site's address with its sub-path."""
        address, folder = self.value(config, "base_url"), self.value(config, "folder").strip("/")
        return f"{address.rstrip('/')}/{folder}/" if address and folder else address

    def languages(self, root: Path, config: Mapping[str, Any]) -> Mapping[str, str]:
        """Language -> folder, or pattern of file names, for those that have one."""
        if not self.language_pattern:
            return {}
        from seolint.generators.configs import names_at

        default = self.value(config, "language")
        names = [name for key in self.keys.get("languages", ()) for name in names_at(config, key)]
        return {name: self.language_pattern.format(name) for name in names if name != default}

    def pages(self, root: Path, config: Mapping[str, Any]) -> tuple[str, ...]:
        """Globs of the pages, relative to the folder of the config."""
        folder = self.value(config, "content").removeprefix("./").strip("/")
        return (f"{folder}/**",) if folder and folder != "." else self.content

    def build(self, root: Path, config: Mapping[str, Any]) -> dict[str, Any]:
        """What `own_url` needs to know of the config; only values of JSON.

        `content` are the folders of the pages, `template` that of the URLs of posts.
        """
        from seolint.generators.paths import fixed_folders

        found: dict[str, Any] = {"content": fixed_folders(self.pages(root, config)) or [""]}
        if self.urls is None:
            return found
        if template := self.value(config, "url"):
            found["template"] = template
        if (self.value(config, "slug") or self.urls.slug) == "title":
            found["slug"] = "title"
        if any(config.get(key) is True for key in self.keys.get("clean_urls", ())):
            found["ending"] = ""
        if self.urls.unless and re.search(self.urls.unless, self.text(root)):
            found["computed"] = True
        if self.permalink_data is not None:
            found["permalinks"] = self.permalink_data(root)
        return found

    def text(self, root: Path) -> str:
        """The text of the generator's config."""
        from seolint.generators.detection import read_text

        return next(filter(None, (read_text(root / name) for name in self.detection)), "")

    def defaults(self, config: Mapping[str, Any]) -> frozenset[str]:
        """The keys that the config puts into the front matter of some pages."""
        return frozenset()

    def supplies_description(self, root: Path, config: Mapping[str, Any]) -> bool:
        """Whether data or defaults of the site may give a page its description."""
        if not self.description_files:
            return False
        from seolint.generators.configs import files_named
        from seolint.generators.detection import read_text

        return any(
            "description" in read_text(path) for path in files_named(root, self.description_files)
        )

    def classify(self, path: PurePosixPath, fields: Mapping[str, Field]) -> Kind | None:
        """The kind of a page when the generator itself decides it, else None."""
        if not self.templates.isdisjoint(path.parts[:-1]):
            return "partial"
        if path.stem in self.stems:
            return self.stems[path.stem]
        for part in path.parts[:-1]:
            if part in self.folders:
                return self.folders[part]
        if self.undated and _is_undated(path, self.content[0].partition("/")[0], fields):
            return self.undated
        return self.other

    def url(self, path: PurePosixPath, doc: Document) -> str | None:
        """The URL of a page, as `Document` has it; `path` is relative to the config's folder."""
        if doc.kind == "partial":
            return None
        if doc.site.url_template and has_template(doc):
            return templated_url(path, doc)
        return self.own_url(path, doc)

    def own_url(self, path: PurePosixPath, doc: Document) -> str | None:
        """The URL that the generator gives a page where our config says nothing."""
        return url_by_rules(self.urls, path, doc) if self.urls is not None else None

    def is_content(self, path: str) -> bool | None:
        """Whether a file, relative to the folder of the config, is a page; None: no opinion."""
        *folders, name = path.split("/")
        if not self.templates.isdisjoint(folders):
            return False
        if folders:
            return False if folders[0] in self.outside else None
        return False if is_project_file(name) or (not self.readme and _README.match(name)) else None

    def mask(self, text: str) -> str:
        """`text`, of the same length, with template syntax hidden.

        What prints something leaves `UNKNOWN` for each character, what stands on lines of
        its own leaves blanks.
        """
        return self.hide(text)

    def template_problems(self, text: str, body: int) -> list[ReadingProblem]:
        """What is wrong with the template syntax of a page, from the code point `body` on."""
        if self.find_problems is None or not ("{{" in text or "{%" in text):
            return []
        return list(self.find_problems(text, body))


def _is_undated(path: PurePosixPath, content: str, fields: Mapping[str, Field]) -> bool:
    from seolint.generators.paths import POST_FOLDERS, is_dated, section

    name = section(path, content)
    return bool(name) and name not in POST_FOLDERS and not is_dated(path, fields)


def is_project_file(name: str) -> bool:
    """Whether a file speaks to the people of a repository, as a change log or a licence does."""
    return _PROJECT_FILE.fullmatch(name) is not None


def by_name(name: str) -> SiteGenerator:
    """The generator of that name.

    Raises:
        ValueError: there is none.
    """
    if name not in NAMES:
        raise ValueError(f"no site generator is called {name!r}")
    module = import_module(f"seolint.generators.{'thin' if name in _THIN else name}")
    generator: SiteGenerator = getattr(module, name.upper())
    return generator


def detect(folder: Path) -> SiteGenerator | None:
    """The generator whose config stands in `folder` itself."""
    from seolint.generators.detection import detected_name

    name = detected_name(folder)
    return by_name(name) if name else None


def find_generator_folders(
    folder: Path, prune: Callable[[Path], bool]
) -> list[tuple[Path, SiteGenerator]]:
    """The sites in `folder` and at most four folders below it, the nearest first.

    Folders of which `prune` says so are not entered, nor `config` and those whose name
    begins with a dot or an underscore. A folder of finished HTML counts only when it is
    `folder` itself.
    """
    found: list[tuple[Path, SiteGenerator]] = []
    level = [folder]
    for depth in range(DEEPEST + 1):
        for place in level:
            generator = detect(place)
            if generator is not None and (depth == 0 or generator.name != "html"):
                found.append((place, generator))
        level = [inner for place in level for inner in _folders(place) if not prune(inner)]
    return found


def _folders(folder: Path) -> Iterator[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    except OSError:
        return
    yield from (folder / name for name in sorted(names) if name[0] not in "._" and name != "config")
