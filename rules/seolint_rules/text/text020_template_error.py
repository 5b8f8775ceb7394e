"""Template syntax breaks the build, or prints where it should not.

Braces that nobody closes, a tag without its partner, the braces of another language where the
generator reads its own. At best the build stops; else readers see code, or a hole in it.
"""

import re
from collections.abc import Iterator

from seolint.api import Document, Evidence, Problem, bad, document_rule, good, lazy_regex
from seolint_rules.sources import HUGO_SHORTCODES, LIQUID, MDX

_SWITCHES = ("render_with_liquid", "templateEngineOverride")
"""Fields of the front matter by which a page is no template, or another one."""

_MDX_COMMENT = lazy_regex(r"\{/\*.*?(?:\*/\}|\Z)", re.DOTALL)
_MDX_CODE = lazy_regex(r"^export\b", re.MULTILINE)
_NO_EXPRESSION = lazy_regex(
    r"(?<![\\{$=])\{(?!(?:new|typeof|await|void|delete|async|function|class|yield)\b)"
    r"[A-Za-z_]\w*(?: (?!(?:in|of|instanceof|as|satisfies)\b)[A-Za-z_]\w*)+[.!?]?\}"
)
_BRACE = lazy_regex(r"[{}]")


@document_rule(
    severity="error",
    evidence=[
        Evidence("S", "tags that pair, and `raw` for braces that are none of its own", LIQUID),
        Evidence("S", "shortcodes are closed by their names", HUGO_SHORTCODES),
        Evidence("S", "braces in text hold an expression", MDX),
        Evidence("M", "on none of 2,828 pages of eight good sites"),
    ],
    examples=[
        good("Rye {{ bread and {% if\n"),
        good(
            "{% if a %}Rye{% endif %} {{ page.title }}\n{% raw %}{{ .Rye }} {% if %}{% endraw %}\n",
            site={"generator": "jekyll"},
        ),
        good("---\nrender_with_liquid: false\n---\n{{ .Rye }}\n", site={"generator": "jekyll"}),
        good("It costs ${{ page.price }}.\n", site={"generator": "jekyll"}),
        good("{{< a >}}{{% b %}}Rye{{% /b %}} `{{ .Title }}`\n", site={"generator": "hugo"}),
        good("Rye {bread} {/* and oats */} `{a b}` {new Date()}\n", path="post.mdx"),
        bad("Rye ⟦{{⟧ page.title }\n", site={"generator": "jekyll"}),
        bad("⟦{% if a %}⟧Rye\n", site={"generator": "jekyll"}),
        bad("Rye⟦{% endif %}⟧\n", site={"generator": "jekyll"}),
        bad("⟦{% raw %}⟧Rye\n", site={"generator": "eleventy"}),
        bad("```\nrye: ⟦{{ .Values.rye }}⟧\n```\n", site={"generator": "jekyll"}),
        bad("`token: $⟦{{ secrets.RYE }}⟧`\n", site={"generator": "jekyll"}),
        bad("Rye ⟦{{<⟧ note\n", site={"generator": "hugo"}),
        bad("Rye⟦{{< /note >}}⟧\n", site={"generator": "hugo"}),
        bad("By ⟦{{ .Params.baker }}⟧\n", site={"generator": "hugo"}),
        bad("Ask for ⟦{your loaf}⟧.\n", path="post.mdx"),
        bad("Ask for ⟦{⟧ rye.\n", path="post.mdx"),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    if "{" not in doc.text:
        return
    if not any(name in doc.fields for name in _SWITCHES):
        for problem in doc.reading_problems:
            if problem.kind == "template" and _counts(doc, problem.start, problem.data["where"]):
                yield Problem(
                    doc.span(problem.start, problem.end),
                    problem.message,
                    help=problem.data["help"],
                    subject=f"template:{doc.text[problem.start : problem.end]}",
                )
    if doc.syntax == "mdx" and not _MDX_CODE.search(doc.text, doc.body):
        for start, end in _mdx_places(doc):
            yield Problem(
                doc.span(start, end),
                "MDX reads this brace as code",
                help="Write a backslash before it, or make it inline code",
                subject=f"template:{doc.text[start:end]}",
            )


def _counts(doc: Document, position: int, where: str) -> bool:
    return where == "anywhere" or doc.is_code(position) == (where == "code")


def _mdx_places(doc: Document) -> list[tuple[int, int]]:
    """Opening braces without a partner, and words in braces that are no expression."""
    open_places: set[tuple[int, int]] = set()
    places: set[tuple[int, int]] = set()
    for prose in doc.texts:
        text = prose.opaque
        if "{" in text:
            found = (prose.source(*match.span()) for match in _BRACE.finditer(text))
            open_places.update(found)
            found = (prose.source(*match.span()) for match in _NO_EXPRESSION.finditer(text))
            places.update(place for place in found if doc.text[place[0]] == "{")
    if open_places:
        places.update(open_places & _unclosed(doc.text, doc.body))
    last = doc.text.rfind("*/}") + len("*/}")
    comments = [match.span() for match in _MDX_COMMENT.finditer(doc.text, doc.body, last)]
    return sorted(
        place for place in places if not any(start <= place[0] < end for start, end in comments)
    )


def _unclosed(text: str, body: int) -> set[tuple[int, int]]:
    """The opening braces that are not escaped and never closed."""
    opened: list[tuple[int, int]] = []
    for match in _BRACE.finditer(text, body):
        if text[match.start() - 1] == "\\":
            continue
        if match[0] == "{":
            opened.append(match.span())
        elif opened:
            opened.pop()
    return set(opened)
