"""The title does not say what the post is about.

“Update” or “Part 2” may be clear on the page itself. In a list of results it stands among
the titles of strangers, and nobody clicks on what could be anything.
"""

from collections.abc import Iterator, Mapping

from seolint.api import (
    UNSPACED,
    Document,
    Evidence,
    Options,
    Problem,
    bad,
    document_rule,
    good,
    lazy_regex,
    result_text,
    word_list,
)
from seolint_rules.sources import G_TITLE, SCREAMING_FROG

DENSE = ("ja", "ko", "zh")
"""Languages that say as much in two fifths of the characters."""

_LABELS = {
    "de": "aktuelles|allgemein|beitrag|blogbeitrag|neue version|neuer beitrag|neues|neuigkeiten"
    "|ohne titel|startseite|über uns|verschiedenes|willkommen",
    "en": "a new post|about us|blog post|coming soon|first post|hello world|home page|introduction"
    "|just a test|misc|miscellaneous|my blog|my first post|new post|new release|new version"
    "|news and updates|next steps|post title|quick update|release notes|some news|test post"
    "|the blog|things|thoughts|title|untitled|update|updates|weekly update|welcome"
    "|welcome to my blog|what's new|what’s new|your title here",
    "es": "bienvenidos|hola mundo|inicio|nueva entrada|novedades|noticias|sin título",
    "fr": "accueil|actualités|bienvenue|nouveautés|nouvel article|sans titre",
    "it": "benvenuti|ciao mondo|novità|notizie|nuovo articolo|senza titolo",
    "ja": "お知らせ|はじめに|更新|近況|無題|雑記",
    "nl": "hallo wereld|nieuw bericht|nieuws|welkom|zonder titel",
    "pl": "aktualności|bez tytułu|nowy wpis|witamy|witaj świecie",
    "pt": "bem-vindo|novidades|notícias|nova postagem|olá mundo|sem título",
    "ru": "без названия|добро пожаловать|новости|новый пост|обновление|привет мир",
    "sv": "hej världen|nyheter|nytt inlägg|utan titel|välkommen",
    "zh": "公告|更新|你好世界|新文章|无标题|無標題|通知",
}
LABELS: Mapping[str, frozenset[str]] = {
    language: frozenset(labels.split("|")) for language, labels in _LABELS.items()
}
"""Whole titles, in lower case, that fit any post."""

_NUMBERED = lazy_regex(
    r"(?:part|chapter|episode|issue|week|day|volume|vol\.?|update|teil|folge|woche|partie|épisode"
    r"|semaine|parte|episodio|capítulo|semana|deel|del|część|часть|no\.|nr\.)?\s*#?\d{1,4}"
)


class TitleUninformative(Options, frozen=True):
    """`min-chars`: characters, two fifths of them in Chinese, Japanese and Korean.

    `min-words`: words of a title. `extra` and `allow`: titles that say nothing, and titles
    that are fine.
    """

    min_chars: int = 15
    min_words: int = 2
    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "titles such as “Home” are vague; describe the content", G_TITLE),
        Evidence("F", "30 characters or 200 pixels at least", SCREAMING_FROG),
        Evidence("M", "under 15 characters 0.4 to 6.5 % of the posts of three good blogs"),
    ],
    options=TitleUninformative,
    hidden_by=("FM001",),
    examples=[
        good("---\ntitle: Why rye bread keeps\n---\n"),
        good("---\ntitle: Update\n---\n", path="docs/update.md"),
        good("---\ntitle: Bread\nseo_title: How we bake our bread\n---\n"),
        good("---\ntitle: '{{ name }}'\n---\n", site={"generator": "jekyll"}),
        good("---\ntitle: Bread\n---\n", allow=["Bread"]),
        good("---\nlang: ja\ntitle: ライ麦パンの焼き方\n---\n"),
        bad("---\ntitle: ⟦What’s new⟧\n---\n"),
        bad("---\ntitle: ⟦Part 2⟧\n---\n"),
        bad("---\ntitle: ⟦Sourdough-bread⟧\n---\n"),
        bad("---\ntitle: ⟦Our ovens⟧\n---\n"),
        bad("---\nlang: ja\ntitle: ⟦お知らせ⟧\n---\n"),
        bad("---\ntitle: ⟦Some notes on bread⟧\n---\n", extra=["some notes on bread"]),
        bad("---\ntitle: ⟦Why rye bread keeps⟧\n---\n", min_words=5),
    ],
)
def check(doc: Document, options: TitleUninformative) -> Iterator[Problem]:
    if doc.kind != "post" or doc.noindex or doc.front_matter == "export":
        return
    title = doc.field("search-title") or doc.field("title")
    if title is None or not title.known:
        return
    shown = result_text(title.text)
    flaw = _flaw(shown, doc.language, options) if shown else ""
    if flaw:
        yield Problem(
            title.span,
            f"The title “{shown}” {flaw}",
            help="Say what the post is about, as a stranger would look for it",
            subject="field:title",
        )


def _flaw(title: str, language: str, options: TitleUninformative) -> str:
    folded = title.casefold().strip(" .!?:…")
    if any(folded == allowed.casefold() for allowed in options.allow):
        return ""
    if (
        folded in LABELS.get(language, ())
        or any(folded == label.casefold() for label in options.extra)
        or _NUMBERED.fullmatch(folded)
    ):
        return "fits any post"
    words = word_list(title, language)
    if language not in UNSPACED and len(words) < options.min_words:
        return f"is {'one word' if len(words) == 1 else f'{len(words)} words'}"
    least = options.min_chars * 2 // 5 if language in DENSE else options.min_chars
    return f"has {len(title)} characters" if len(title) < least else ""
