"""A page that has been read."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import chain
from typing import Any, Literal

from msgspec import Struct

from seolint.keyphrase import Index, Keyphrase, index_words, occurrences, parse_keyphrase
from seolint.language.sentences import split_sentences
from seolint.language.words import phrases_by_word, word_list
from seolint.links import LinkRules
from seolint.patterns import lazy_regex
from seolint.prose import Prose
from seolint.sluggers import Title, heading_ids
from seolint.span import Lines, Span
from seolint.structured import StructuredData, read_structured_data
from seolint.urls import host, scheme
from seolint.values import Field

Kind = Literal["post", "page", "docs", "index", "partial"]
H1Owner = Literal["layout", "body", "either"]
Syntax = Literal["markdown", "mdx", "html"]
Markup = Literal[
    "abbreviations",
    "admonitions",
    "attributes",
    "citations",
    "comment-ids",
    "contents",
    "critic",
    "directives",
    "emoji",
    "icons",
    "kramdown",
    "mdx",
    "wiki",
]
"""What a generator adds to Markdown.

`*[HTML]: …`; `!!! note` and `=== "Tab"` with an indented body; `{.class #id key=value}` after
spans and blocks; `[@doe99]` and `@fig-kiln`; `{/* id */}` at the end of a heading; `[TOC]` and
the like; `{++new++}` and `{--old--}`; `:::note`; `:smile:`; the same where ids of headings leave
it out; `{: …}`; MDX in files that end in `.md`, too; `[[Page]]`.
"""
Attributes = Mapping[str, Prose]
"""The attributes of an element: the first of each name, in lower case, with its place."""

_RUNNING = frozenset(("paragraph", "item", "quote"))
_ASCII = bytes(range(0x80))
_INK = lazy_regex(r"\S")
_TAG = lazy_regex(r"<(/?[A-Za-z][\w:.-]*|!--)")
_KEY_WORD = lazy_regex(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_PICTURES = frozenset(
    "banner cover featured hero image images img photo picture poster thumb thumbnail".split()
)
_ABOUT_PICTURES = frozenset(
    "alt author avatar caption credit credits height position text title width".split()
)
"""Words of keys that tell of a picture, and of keys that tell something about one."""

CONTAINERS = ("seo", "meta", "params", "extra", "header")
"""Maps of the front matter in which a field is looked for when the top level has none."""


class Heading(Struct, frozen=True):
    """A heading. `name` is its accessible name, blanks folded; `ids` those it states."""

    kind: Literal["atx", "setext", "html", "jsx", "role"]
    level: int
    text: Prose
    name: str
    ids: tuple[str, ...]
    attributes: Attributes
    hidden: bool
    known: bool
    lines: Lines
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place of the whole heading, marks or tags included."""
        return self.lines.span(self.start, self.end)


class Link(Struct, frozen=True):
    """A link. `url` is as a browser reads it, `url_span` where it is written."""

    kind: Literal["inline", "reference", "auto", "bare", "html", "jsx", "shortcode", "wiki"]
    url: str
    text: Prose
    name: str
    rel: tuple[str, ...]
    attributes: Attributes
    hidden: bool
    known: bool
    has_url: bool
    lines: Lines
    start: int
    end: int
    url_place: tuple[int, int]

    @property
    def span(self) -> Span:
        """The place of the whole link."""
        return self.lines.span(self.start, self.end)

    @property
    def url_span(self) -> Span:
        """The place of the URL; of a reference link the one in its definition."""
        return self.lines.span(*self.url_place)


class Image(Struct, frozen=True):
    """An image. `field` is one that the front matter names; `alt=""` is an alt."""

    kind: Literal["markdown", "html", "jsx", "shortcode", "field"]
    url: str
    alt: Prose
    has_alt: bool
    name: str
    title: str
    attributes: Attributes
    hidden: bool
    known: bool
    lines: Lines
    start: int
    end: int
    url_place: tuple[int, int]
    element: str = ""
    link: Link | None = None

    @property
    def span(self) -> Span:
        """The place of the whole image."""
        return self.lines.span(self.start, self.end)

    @property
    def url_span(self) -> Span:
        """The place of the URL; of a reference image the one in its definition."""
        return self.lines.span(*self.url_place)


class Element(Struct, frozen=True):
    """An HTML element with an attribute `style` or `markdown`; `end` is that of its end tag."""

    name: str
    attributes: Attributes
    lines: Lines
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place of the whole element."""
        return self.lines.span(self.start, self.end)


class Block(Struct, frozen=True):
    """A run of text between two block boundaries; headings stand apart.

    `kind` is that of the innermost list item, quote or table cell around it.
    """

    kind: Literal["paragraph", "item", "quote", "cell", "code"]
    text: Prose
    lines: Lines
    start: int
    end: int

    @property
    def span(self) -> Span:
        """The place of the whole block."""
        return self.lines.span(self.start, self.end)


class Suppression(Struct, frozen=True):
    """A comment, or a key of the front matter, that silences rules.

    It covers the lines from `first_line` to `last_line` (1-based, inclusive). `whole`
    is True when it covers the page; `field` names the front matter key it stands at.
    `names` are the places of the rules, in the order of `rules`; `cuts` the bytes to delete
    for each of them, `removal` those for all of it, a line that it leaves empty included.
    """

    rules: tuple[str, ...]
    first_line: int
    last_line: int
    reason: str
    span: Span
    whole: bool = False
    field: str = ""
    names: tuple[Span, ...] = ()
    cuts: tuple[tuple[int, int], ...] = ()
    removal: tuple[int, int] | None = None


class Shortcode(Struct, frozen=True, kw_only=True):
    """The arguments of a template call that name a link or an image.

    Each is a name, or a number from 1 for the place among those without one; of several the
    first that is given counts. What is in `caption` stands in for an alt that is missing.
    `value` tells what `src` is: a `url` as in HTML, one only when it begins with a slash or a
    scheme (`rooted`), or the name of a file that the call looks for in places of its own
    (`name`). With `alt_known` an image without any of `alt` and `caption` has no alt text;
    else nobody can tell what the call prints then.
    """

    src: tuple[str, ...] = ()
    alt: tuple[str, ...] = ()
    caption: tuple[str, ...] = ()
    href: tuple[str, ...] = ()
    value: Literal["url", "rooted", "name"] = "url"
    alt_known: bool = False


class ReadingProblem(Struct, frozen=True):
    """What the reader saw and a rule reports, as FM001, TEXT002, TEXT020, TEXT023 or LINK012.

    `start` and `end` are code points of the text.
    """

    kind: Literal[
        "front-matter",
        "duplicate-key",
        "encoding",
        "unclosed-fence",
        "undefined-reference",
        "template",
        "unclosed-element",
        "stray-end-tag",
        "ended-paragraph",
        "duplicate-id",
    ]
    message: str
    start: int
    end: int
    data: Mapping[str, Any] = {}


class SiteSettings(Struct, frozen=True):
    """What `[site]`, `[frontmatter]` and the generator's own config say of a root.

    `names` maps a model field to the front matter keys that hold it. `h1` is what the
    config says, `layout_h1` whether a layout file prints the title as H1. `static` maps
    folders, relative to the root, to the URL prefix under which their files are served.
    `markup` is what the generator adds to Markdown. `raw_html` tells that the HTML in Markdown is
    kept, `whole_html` that such a block ends with its end tag and not at a blank line,
    `markdown_in_html` that it is read as Markdown inside.
    `defaults` are the keys that the config puts into the front matter of some pages, `yaml` is
    the version whose types the generator reads there. `image_pipeline` tells that images are
    compressed when the site is built. `slugger` is the algorithm of heading ids, `any` when it is
    not known and `none` where there are none; `html_heading_ids` tells that headings written as
    HTML in Markdown get them, too. `url_template` maps globs of pages to templates of their URLs;
    `build` is what the generator keeps of its config to tell URLs, and nobody else's.
    `time_zone` is a name of the tz database; `hides_future` and `hides_expired` tell that the
    generator leaves out pages whose date is still to come, or whose expiry date is past.
    `folder` is that of the generator's config, relative to the root; `links` tells how it reads
    links. `routes` are addresses without a source file, `redirects` further files that list
    some. `language_fallback` tells that the default language stands in for a missing
    translation; `confidence` is the least with which a link is called broken. `menu` are the
    pages that the site's menu names, relative to the root; None: it has all, or nobody can tell.
    `shortcodes` maps names of template calls to the arguments that name links and images; of
    those in `ignore_shortcodes` nobody can tell which ids and links they print.
    """

    generator: str = "plain"
    name: str = ""
    base_url: str = ""
    title_template: str = ""
    language: str = ""
    languages: Mapping[str, str] = {}
    authors: Mapping[str, str] = {}
    allowed_hosts: tuple[str, ...] = ()
    partials: tuple[str, ...] = ()
    content: tuple[str, ...] = ()
    static: Mapping[str, str] = {}
    h1: Literal["auto", "layout", "body", "either"] = "auto"
    layout_h1: bool = False
    slugger: str = "any"
    html_heading_ids: bool = False
    trailing_slash: Literal["auto", "always", "never", "ignore"] = "auto"
    url_template: Mapping[str, str] = {}
    build: Mapping[str, Any] = {}
    explicit_ids: bool = False
    linkify: bool = False
    markup: frozenset[Markup] = frozenset()
    math: bool = False
    raw_html: bool = True
    whole_html: bool = False
    markdown_in_html: bool = False
    names: Mapping[str, tuple[str, ...]] = {}
    fold_keys: bool = False
    title_fallback: Literal["none", "supplied", "unknown"] = "supplied"
    description_fallback: Literal["auto", "excerpt", "site", "none"] = "auto"
    description_default: bool = False
    defaults: frozenset[str] = frozenset()
    yaml: Literal["1.1", "1.2"] = "1.1"
    image_pipeline: bool = False
    time_zone: str = ""
    hides_future: bool = False
    hides_expired: bool = False
    folder: str = "."
    links: LinkRules = LinkRules()
    routes: tuple[str, ...] = ()
    redirects: tuple[str, ...] = ()
    language_fallback: bool = True
    confidence: Literal["certain", "high", "low"] = "high"
    menu: tuple[str, ...] | None = None
    shortcodes: Mapping[str, Shortcode] = {}
    ignore_shortcodes: tuple[str, ...] = ()

    def is_internal(self, url: str) -> bool:
        """Whether a URL is relative, or on a host of the site; `www.` is no difference."""
        if ":" not in url and "//" not in url:
            return True
        name = host(url)
        if not name:
            return not scheme(url)
        return name.removeprefix("www.") in _own_hosts(self.base_url, self.allowed_hosts)


@lru_cache(maxsize=8)
def _own_hosts(base_url: str, allowed: tuple[str, ...]) -> frozenset[str]:
    return frozenset(name.removeprefix("www.") for name in (host(base_url), *allowed))


class Document:
    """A page: its text and what the reader found in it. Rules look and never change it.

    `text` has one code point for each character or undecodable byte of the file:
    undecodable bytes and NUL read as U+FFFD, a byte order mark as a blank. `language` is a
    code such as `de`, or empty where it is unknown; `stated_language` what the page, its path
    or the settings say of it.
    """

    path: str
    kind: Kind
    syntax: Syntax
    why: str
    draft: bool
    noindex: bool
    language: str
    stated_language: str
    collection: str
    text: str
    masked: str
    body: int
    lines: Lines
    fields: Mapping[str, Field]
    front_matter: str
    has_head: bool
    head: Mapping[str, Field]
    json_ld: tuple[Prose, ...]
    headings: tuple[Heading, ...]
    links: tuple[Link, ...]
    images: tuple[Image, ...]
    alternates: tuple[Field, ...]
    blocks: tuple[Block, ...]
    elements: tuple[Element, ...]
    suppressions: tuple[Suppression, ...]
    reading_problems: tuple[ReadingProblem, ...]
    site: SiteSettings
    dynamic: bool
    url: str | None
    """The page's URL below the site's address, not percent-encoded, with `/` in front.

    None when it is not known, or the page is never written.
    """

    def __init__(self, **parts: Any) -> None:
        self._found: dict[str, Field | None] = {}
        self.__dict__.update(parts)

    @property
    def top(self) -> Span:
        """Where a finding about the whole page goes.

        The opening fence of the front matter, else the first body line that is not blank.
        """
        return self.lines.span(*self._top)

    @property
    def first_line(self) -> Span:
        """The first line of the body that is not blank."""
        return self.lines.span(*self._line(self.body))

    @cached_property
    def _top(self) -> tuple[int, int]:
        return self._line(0 if self.front_matter else self.body)

    def _line(self, begin: int) -> tuple[int, int]:
        """The first line from a code point on that is not blank, without the blanks around it."""
        text = self.text
        ink = _INK.search(text, begin)
        if ink is None:
            return 0, 0
        start = ink.start()
        row = self.lines.line(start)
        starts = self.lines.starts
        end = starts[row] if row < len(starts) else len(text)
        return start, start + len(text[start:end].rstrip())

    def span(self, start: int, end: int) -> Span:
        """The place of the code points from `start` to `end` (exclusive) of `text`."""
        return self.lines.span(start, end)

    @cached_property
    def structured_data(self) -> tuple[StructuredData, ...]:
        """The blocks of JSON-LD in which no template has a part."""
        read = (read_structured_data(data, self.text) for data in self.json_ld)
        return tuple(data for data in read if data is not None)

    def field(self, name: str) -> Field | None:
        """A field of the model, such as `description` or `search-title`.

        The first of the names that `[frontmatter]` lists, at the top level or in one of
        `CONTAINERS`, else what the `<head>` says. A null value is an absent field.
        """
        found = self._found
        return found[name] if name in found else self._find(name)

    def _find(self, name: str) -> Field | None:
        names, fold = self.site.names.get(name, (name,)), self.site.fold_keys
        found = None
        if not self._keys.isdisjoint(_beginnings(names, fold)):
            found = _first_of(self._maps, names, fold)
        self._found[name] = found = found or self.head.get(name)
        return found

    @cached_property
    def _maps(self) -> list[Mapping[str, Field]]:
        fold = self.site.fold_keys
        return maps_of(folded(self.fields) if fold else self.fields, fold)

    @cached_property
    def _keys(self) -> set[str]:
        """All keys in which a field may be: most fields are in none of them."""
        return set().union(*self._maps)

    @cached_property
    def titled(self) -> bool:
        """Whether the front matter has a key that ends in `title`, whatever the layout reads."""
        return _has_title(self.fields)

    @cached_property
    def pictured(self) -> bool:
        """Whether a picture stands for the page: in the `<head>`, or in a key that tells of one."""
        if "og:image" in self.head or any(map(_tells_of_picture, self.site.defaults)):
            return True
        return _has_picture(self.fields)

    @cached_property
    def keyphrase(self) -> Keyphrase | None:
        """The phrase that the page declares; of a list the first."""
        field = self.field("keyphrase")
        if field is None or not field.known:
            return None
        text = field.items[0].text if field.items else field.text
        return parse_keyphrase(text, self.language)

    @cached_property
    def synonyms(self) -> tuple[Keyphrase, ...]:
        """Phrases that the page declares to mean the same: a list, or parted by commas."""
        field = self.field("synonyms")
        if field is None or not field.known:
            return ()
        texts = [item.text for item in field.items] or field.text.split(",")
        found = [parse_keyphrase(text, self.language) for text in texts]
        return tuple(phrase for phrase in found if phrase is not None)

    @cached_property
    def keyphrase_places(self) -> tuple[tuple[Prose, int, int], ...]:
        """Where the keyphrase stands in `texts`, in order: a text and code points of it."""
        if self.keyphrase is None:
            return ()
        texts = sorted(self.texts, key=lambda text: text.start)
        return tuple(occurrences(self.keyphrase, texts, self.vocabulary, self.word_index))

    @cached_property
    def word_index(self) -> Index:
        """The `vocabulary` by first letters, to look for forms of a word."""
        return index_words(self.vocabulary)

    @cached_property
    def heading_ids(self) -> list[tuple[str, ...] | None]:
        """The ids of each heading, stated and generated; None for those that cannot be told."""
        stated = [(self.title(heading), heading.ids) for heading in self.headings]
        ids = heading_ids(stated, self.site.slugger)
        for index, heading in enumerate(self.headings):
            if self.is_unknown(heading):
                ids[index] = None
        return ids

    def is_unknown(self, heading: Heading) -> bool:
        """Whether a heading has an id that cannot be told, since a template prints its text."""
        return not heading.text.known and not heading.ids and heading.kind in self._sluggish

    @cached_property
    def _sluggish(self) -> frozenset[str]:
        """The kinds of headings that get a generated id."""
        if self.syntax == "html":
            return frozenset()
        html = self.site.html_heading_ids and self.syntax == "markdown"
        return frozenset(("atx", "setext", "html") if html else ("atx", "setext"))

    def title(self, heading: Heading) -> Title | None:
        """What the id of a heading is made of; None for one that gets no generated id."""
        if heading.kind not in self._sluggish:
            return None
        prose = heading.text
        text = smart = prose.text.strip()
        if "--" in text or "..." in text:
            pieces = [read if code else _smart(read) for _, _, read, code in prose.pieces]
            smart = "".join(pieces).strip()
        source = self.masked[heading.start : heading.end]
        if heading.kind == "atx":
            source = source.strip().strip("#")
        elif heading.kind == "setext":
            source = source.rstrip().rstrip("-=")
        return Title(text, smart, source.strip())

    @cached_property
    def texts(self) -> tuple[Prose, ...]:
        """What readers see: headings, then blocks that are not code."""
        blocks = [block.text for block in self.blocks if block.kind != "code"]
        return (*(heading.text for heading in self.headings), *blocks)

    @cached_property
    def visible(self) -> str:
        """All `texts` with inline code opaque: a quick look at whether a page holds something."""
        return "\n".join([text.opaque for text in self.texts])

    @cached_property
    def lowered(self) -> str:
        """What `visible` holds, in lower case and with the `running` blocks first."""
        return f"{self.running_text}\n{self._other_text}"

    @cached_property
    def _lowered(self) -> list[str]:
        """The texts of `running` in lower case.

        Each is lowered for itself: that is quick for those of ASCII alone.
        """
        return [block.text.opaque.lower() for block in self.running]

    @cached_property
    def _other_text(self) -> str:
        """The text of headings and cells in lower case."""
        others = [heading.text.opaque.lower() for heading in self.headings]
        others += [block.text.opaque.lower() for block in self.blocks if block.kind == "cell"]
        return "\n".join(others)

    def says(self, phrases: tuple[str, ...]) -> bool:
        """Whether `lowered` holds one of these texts, in lower case and of whole words.

        Their words are looked up first, since that is quicker than searching for a text that is
        not there.
        """
        listed = phrases_by_word(phrases, self.language)
        known = self.vocabulary.keys()
        for longest in listed.keys() & known:
            for phrase, words in listed[longest]:
                if known >= words and phrase in self.lowered:
                    return True
        return False

    @cached_property
    def beyond_ascii(self) -> frozenset[str]:
        """The characters of the file that ASCII does not have: a quick look at what it may hold."""
        raw = self.lines.text
        if raw.isascii():
            return frozenset()
        beyond = raw.encode("utf-8", "surrogatepass").translate(None, _ASCII)
        return frozenset(beyond.decode("utf-8", "surrogatepass"))

    @cached_property
    def tags(self) -> frozenset[str]:
        """What follows each `<` in lower case, such as `b`, `/b` and `!--`: a quick look as well.

        Some are tags of examples in code.
        """
        text = self.masked
        return frozenset({name.lower() for name in set(_TAG.findall(text))} if "<" in text else ())

    @cached_property
    def code(self) -> tuple[tuple[int, int], ...]:
        """Where code stands, in blocks and inline, as code points of `text`, in order."""
        places = [(block.start, block.end) for block in self.blocks if block.kind == "code"]
        places += [piece[:2] for text in self.texts for piece in text.pieces if piece[3]]
        return tuple(sorted(places))

    def is_code(self, position: int) -> bool:
        """Whether the code point of `text` at `position` stands in code."""
        before = bisect_right(self.code, (position, len(self.text))) - 1
        return before >= 0 and position < self.code[before][1]

    @cached_property
    def running(self) -> list[Block]:
        """Paragraphs, items and quotes."""
        return [block for block in self.blocks if block.kind in _RUNNING]

    def running_over(self, words: float) -> list[Block]:
        """Those of `running` that may have more than so many words."""
        bounds = zip(self.running, self.word_bounds, strict=True)
        return [block for block, most in bounds if most > words]

    @cached_property
    def running_text(self) -> str:
        """The text of paragraphs, items and quotes, in lower case; code in it is opaque."""
        return "\n".join(self._lowered)

    @cached_property
    def running_words(self) -> list[str]:
        """The words of paragraphs, items and quotes, in lower case, in order."""
        return [*chain.from_iterable(self.words_by_block)]

    @cached_property
    def words_by_block(self) -> list[list[str]]:
        """The words of each of `running`, in lower case."""
        return [word_list(text, self.language) for text in self._lowered]

    @cached_property
    def word_bounds(self) -> list[int]:
        """How many words each of `running` has at most, as it is written.

        In lower case some of them are one: `Rye.Oats` is two words, and `rye.oats` a name.
        """
        texts = zip(self.words_by_block, self._lowered, strict=True)
        return [len(words) + text.count(".") for words, text in texts]

    @cached_property
    def words(self) -> list[str]:
        """The running words, then those of headings and cells; never of code blocks."""
        return self.running_words + word_list(self._other_text, self.language)

    @cached_property
    def vocabulary(self) -> Mapping[str, int]:
        """How often each of the `words` occurs: a quick look at what a page may hold."""
        return Counter(self.words)

    @property
    def word_count(self) -> int:
        """How many `words` there are."""
        return len(self.words)

    @cached_property
    def _sentences(self) -> dict[int, list[tuple[int, int]]]:
        return {}

    def sentences_of(self, block: Block) -> list[tuple[int, int]]:
        """The places of the sentences in the text of a block, whose end ends one."""
        found = self._sentences.get(id(block))
        if found is None:
            found = split_sentences(block.text.opaque, self.language)
            self._sentences[id(block)] = found
        return found

    @property
    def sentence_count(self) -> int:
        """How many `sentences` there are."""
        return len(self.sentence_places)

    @cached_property
    def sentence_places(self) -> list[tuple[Prose, int, int]]:
        """The text that holds each of the `sentences`, and where it stands there.

        Looking at `text.opaque[start:end]` costs far less than making prose of every sentence.
        """
        return [
            (block.text, start, end)
            for block in self.running
            for start, end in self.sentences_of(block)
        ]

    @cached_property
    def sentences(self) -> tuple[Prose, ...]:
        """The sentences of paragraphs, items and quotes, in order."""
        return tuple(text.cut(start, end) for text, start, end in self.sentence_places)


def _smart(text: str) -> str:
    return text.replace("---", "—").replace("--", "–").replace("...", "…")


def _has_title(fields: Mapping[str, Field]) -> bool:
    if any(key.lower().endswith("title") and field.text for key, field in fields.items()):
        return True
    navigation = fields.get("eleventyNavigation")
    if navigation is not None and "key" in navigation.fields:
        return True
    return any(_has_title(fields[key].fields) for key in CONTAINERS if key in fields)


def _has_picture(fields: Mapping[str, Field]) -> bool:
    for key, field in fields.items():
        filled = bool(field.text or field.items or field.fields)
        if filled and field.type != "bool" and _tells_of_picture(key):
            return True
    return any(_has_picture(fields[key].fields) for key in CONTAINERS if key in fields)


@lru_cache(maxsize=1024)
def _tells_of_picture(key: str) -> bool:
    words = {word.lower() for word in _KEY_WORD.findall(key)}
    return not words.isdisjoint(_PICTURES) and words.isdisjoint(_ABOUT_PICTURES)


def folded(fields: Mapping[str, Field]) -> Mapping[str, Field]:
    """The fields by their keys in lower case, for `find_field` with `fold`."""
    return {key.lower(): field for key, field in fields.items()}


def find_field(
    fields: Mapping[str, Field], names: tuple[str, ...], fold: bool = False
) -> Field | None:
    """The first field that one of `names` finds, then in one of `CONTAINERS`.

    `a.b` goes into maps. With `fold` upper and lower case count as one, and `fields` are
    `folded`. A null value is an absent field.
    """
    return _first_of(maps_of(fields, fold), names, fold)


def maps_of(fields: Mapping[str, Field], fold: bool) -> list[Mapping[str, Field]]:
    """The top level, then those of `CONTAINERS` that are there."""
    found = [fields]
    for container in CONTAINERS:
        inner = fields.get(container)
        if inner is not None and inner.fields:
            found.append(folded(inner.fields) if fold else inner.fields)
    return found


@lru_cache(maxsize=1024)
def _beginnings(names: tuple[str, ...], fold: bool) -> frozenset[str]:
    """The first keys of paths such as `search.title`."""
    return frozenset((name.lower() if fold else name).partition(".")[0] for name in names)


def _first_of(
    maps: Iterable[Mapping[str, Field]], names: tuple[str, ...], fold: bool
) -> Field | None:
    for fields in maps:
        found = _first(fields, names, fold) if fields else None
        if found is not None:
            return found
    return None


def _first(fields: Mapping[str, Field], names: tuple[str, ...], fold: bool) -> Field | None:
    for name in names:
        if fold:
            name = name.lower()
        if "." not in name:
            field = fields.get(name)
        else:
            outer, _, rest = name.partition(".")
            field = fields.get(outer)
            if field is not None:
                inner = folded(field.fields) if fold else field.fields
                field = _first(inner, (rest,), fold)
        if field is not None and field.type != "null":
            return field
    return None
