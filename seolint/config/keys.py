"""The keys of a configuration, their types and their defaults."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from msgspec import Meta, Struct

from seolint.cachedir import FOLDER
from seolint.custom import CustomRule

Profile = Literal["essential", "recommended", "strict", "all"]
Drafts = Literal["check", "relax", "skip"]
FailOn = Literal["error", "warning", "info", "never"]
Level = Literal["error", "warning", "info", "off"]
AskedGrade = Literal["G", "S", "M", "F"]
Language = Annotated[str, Meta(pattern=r"^([A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)?$")]
Texts = tuple[str, ...]
Time = Annotated[int, Meta(ge=0)] | str
DeadAnswer = Annotated[str, Meta(pattern=r"^(4[0-9][0-9]|dns|tls)$")]
SluggerName = Literal[
    "auto",
    "any",
    "none",
    "kramdown",
    "kramdown-gfm",
    "github",
    "mdit-anchor",
    "sindresorhus",
    "mdit-vue",
    "hexo",
    "hugo",
    "hugo-ascii",
    "hugo-blackfriday",
    "pymd",
    "pymd-unicode",
    "pymdownx",
    "pandoc",
    "pandoc-gfm",
    "zola",
]

SHORTCODE_KEYS = ("src", "alt", "href")
"""What an argument of a template call may be to a link or an image."""

INCLUDE = ("**/*.{md,markdown,mdown,mkd,mkdn,mkdown,mdx,qmd,html,htm}",)

EXCLUDE = (
    ".*",
    "node_modules/",
    "bower_components/",
    "__pycache__/",
    "venv/",
    "/vendor/",
    "/dist/",
    "/build/",
    "/out/",
    "/_site/",
    "/target/",
    "/coverage/",
    "/resources/_gen/",
)
"""Never content: whatever is hidden, other people's code, and what builds leave at the top."""


class Table(Struct, frozen=True, kw_only=True, rename="kebab"):
    """A table of settings: what is not given has its default."""


class SiteTable(Table, frozen=True, kw_only=True):
    """`[site]`: what is known of the site; empty or `auto` where the generator says it.

    `root` is the folder of the generator's own config, relative to the configuration.
    """

    generator: str = "auto"
    root: str = "."
    name: str = ""
    base_url: str = ""
    title_template: str = ""
    content: Texts = ()
    partials: Texts = ()
    url_template: str | Mapping[str, str] = ""
    trailing_slash: Literal["auto", "always", "never", "ignore"] = "auto"
    languages: Mapping[str, str] = {}
    slugger: SluggerName = "auto"
    h1: Literal["auto", "layout", "body", "either"] = "auto"
    allowed_hosts: Texts = ()
    description_fallback: Literal["auto", "excerpt", "site", "none"] = "auto"
    routes: Texts = ()
    redirects: Texts = ()
    language_fallback: bool = True
    shortcodes: Mapping[str, Mapping[str, str]] = {}
    ignore_shortcodes: Texts = ()


class LinksTable(Table, frozen=True, kw_only=True):
    """`[links]`: how broken links are told.

    `confidence` is the least with which an internal link is called broken. The others are for
    links to other hosts; times are seconds, or texts such as `10s` or `7d`. `dead` are the
    answers that prove a link to be dead: statuses, `dns` and `tls`.
    """

    confidence: Literal["certain", "high", "low"] = "high"
    online: bool = False
    timeout: Time = "10s"
    retries: Annotated[int, Meta(ge=0, le=10)] = 2
    cache_ttl: Time = "7d"
    dead: tuple[DeadAnswer, ...] = ("404", "410", "dns")
    exclude: Texts = ()
    private: bool = False


class FrontmatterTable(Table, frozen=True, kw_only=True):
    """`[frontmatter]`: the keys that hold a field, of which the first that is present wins."""

    title: Texts = ("title",)
    search_title: Texts = (
        "seo_title",
        "seo.title",
        "meta_title",
        "metaTitle",
        "title_tag",
        "titleForTitleTag",
    )
    description: Texts = (
        "description",
        "seo.description",
        "meta_description",
        "metaDescription",
        "seo_description",
        "meta.description",
        "headDescription",
        "excerpt",
        "summary",
    )
    keyphrase: Texts = (
        "seolint.keyphrase",
        "keyphrase",
        "focus_keyphrase",
        "focus_keyword",
        "seo.keyphrase",
    )
    synonyms: Texts = ("seolint.synonyms", "keyphrase_synonyms")
    slug: Texts = ("slug", "permalink", "url")
    canonical: Texts = (
        "canonical",
        "canonical_url",
        "canonicalURL",
        "canonicalUrl",
        "seo.canonical",
    )
    image: Texts = (
        "image",
        "og_image",
        "ogImage",
        "cover.image",
        "cover_image",
        "coverImage",
        "featured_image",
        "featuredImage",
        "seo.image",
        "header.image",
        "heroImage",
        "cover",
        "banner",
        "thumbnail",
        "featured",
    )
    date: Texts = ("date", "pubDate", "pubDatetime", "publishDate", "publishedAt", "published_at")
    updated: Texts = (
        "lastmod",
        "updated",
        "updated_at",
        "last_modified_at",
        "lastUpdated",
        "modified",
        "updatedDate",
        "modDatetime",
    )
    author: Texts = ("author", "authors")
    tags: Texts = ("tags", "categories")
    language: Texts = ("lang", "language", "locale")
    draft: Texts = ("draft",)
    noindex: Texts = ("noindex", "robots")


class SuppressionsTable(Table, frozen=True, kw_only=True):
    """`[suppressions]`."""

    require_reason: bool = False


class GitTable(Table, frozen=True, kw_only=True):
    """`[git]`: what rules about changes compare with when `--since` does not say it."""

    base: str = ""


class PluginsTable(Table, frozen=True, kw_only=True):
    """`[plugins]`: installed packs by name, and rule files or folders of them."""

    entry_points: Texts = ()
    files: Texts = ()


class OverrideTable(Table, frozen=True, kw_only=True):
    """An entry of `[[overrides]]`; None where it does not speak."""

    files: Texts
    exclude_files: Texts = ()
    profile: Profile | None = None
    select: Texts | None = None
    extend_select: Texts | None = None
    ignore: Texts | None = None
    severity: Mapping[str, Level] | None = None
    rules: Mapping[str, Mapping[str, Any]] | None = None
    language: Language | None = None
    drafts: Drafts | None = None


class TopTable(Table, frozen=True, kw_only=True):
    """The whole of a configuration."""

    required_version: str = ""
    profile: Profile = "recommended"
    extend: Texts = ()
    include: Texts = INCLUDE
    exclude: Texts = EXCLUDE
    extend_exclude: Texts = ()
    respect_gitignore: bool = True
    follow_symlinks: bool = False
    drafts: Drafts = "relax"
    max_file_size: Annotated[int, Meta(ge=1)] | str = 2 * 1024 * 1024
    select: Texts = ()
    extend_select: Texts = ()
    ignore: Texts = ()
    evidence: tuple[AskedGrade, ...] = ()
    fixable: Texts = ("all",)
    unfixable: Texts = ()
    extend_safe_fixes: Texts = ()
    extend_unsafe_fixes: Texts = ()
    fail_on: FailOn | None = None
    max_warnings: Annotated[int, Meta(ge=-1)] = -1
    allow_empty: bool = False
    jobs: Literal["auto"] | Annotated[int, Meta(ge=1)] = "auto"
    cache: bool = True
    cache_dir: str = FOLDER
    baseline: str = ".seolint-baseline.jsonl"
    language: Language = ""
    site: SiteTable = SiteTable()
    frontmatter: FrontmatterTable = FrontmatterTable()
    links: LinksTable = LinksTable()
    severity: Mapping[str, Level] = {}
    rules: Mapping[str, Mapping[str, Any]] = {}
    per_file_ignores: Mapping[str, Texts] = {}
    overrides: tuple[OverrideTable, ...] = ()
    custom_rules: tuple[CustomRule, ...] = ()
    git: GitTable = GitTable()
    suppressions: SuppressionsTable = SuppressionsTable()
    plugins: PluginsTable = PluginsTable()
