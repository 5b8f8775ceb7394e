"""What is never prose: front matter, template syntax and math, hidden to the same length."""

import re

from seolint.generators import SiteGenerator
from seolint.generators.fences import fences
from seolint.generators.templates import filled
from seolint.patterns import lazy_regex
from seolint.prose import UNKNOWN

_LINE = r"(?>\r\n?|\n)(?![ \t]*[\r\n])"
"""A line end inside a paragraph."""

_BLOCK = rf"(?<![^\r\n])[ \t]*\$\$(?:[^$\r\n]++|\$(?!\$)|{_LINE})*+\$\$[ \t]*+(?![^\r\n])"
_INLINE = (
    rf"\\\((?:[^\\\r\n]++|\\(?![()])|{_LINE})*+\\\)"
    rf"|\\\[(?:[^\\\r\n]++|\\(?![\[\]])|{_LINE})*+\\\]"
    rf"|(?<![\\$])\$\$(?:[^$\r\n]++|{_LINE})++\$\$"
    rf"|(?<![\\$])\$(?![\s$])(?:[^$\\\r\n]++|\\.|{_LINE})++(?<!\s)\$(?![\d$])"
)
_DISPLAYED = lazy_regex(_BLOCK)
_FORMULA = lazy_regex(rf"(?P<block>{_BLOCK})|(?P<code>`++)|{_INLINE}")
_PARAGRAPH_END = lazy_regex(r"(?>\r\n?|\n)[ \t]*(?=[\r\n])|\Z")
_INSERTS = lazy_regex(
    r"\{(?:\{[<%][ \t]*[\w.]"
    r"|\{[-~]?\s*+[\w.:]++\("
    r"|%[-~+]?\s*+(?!(?:asset_\w+|assign|block|break|capture|case|comment|continue|cycle|"
    r"decrement|el\w+|end\w*|for|from|if|import|increment|layout|link|liquid|macro|post_\w+|raw|"
    r"set|unless|verbatim|when|with)\b)\w)"
)
_MAY_INCLUDE = lazy_regex(r"<(?:--|<<|!--[ \t]*@)")
_SNIPPET = lazy_regex(r"^[ \t]*(?:--?8<--|<<<[ \t]*@|<!--[ \t]*@include)", re.MULTILINE)


def mask(text: str, body: int, generator: SiteGenerator) -> str:
    """`text`, of the same length, with what is never prose hidden.

    The front matter, which ends at the code point `body`, becomes blanks, line ends kept;
    then the generator hides its templates; then formulas go: `$$…$$` on lines of its own,
    and where the generator has math also `\\(…\\)`, `\\[…\\]`, `$…$` and `$$…$$` in text.
    HTML comments and code stay for the parsers.
    """
    return filled(text[:body], " ") + _without_math(generator.mask(text[body:]), generator.math)


def dynamic(text: str, masked: str) -> bool:
    """Whether something stands in the page that brings in content: an include, a shortcode.

    `masked` is `text` after `mask`.
    """
    if "{" in text:
        for match in _INSERTS.finditer(text):
            if masked[match.start()] != "{":
                return True
    return _MAY_INCLUDE.search(text) is not None and _SNIPPET.search(text) is not None


def _without_math(text: str, inline: bool) -> str:
    if not ("$" in text and (inline or "$$" in text)) and not (inline and "\\" in text):
        return text
    pieces: list[str] = []
    position = 0
    for start, end in [*fences(text), (len(text), len(text))]:
        piece = text[position:start]
        piece = _without_formulas(piece) if inline else _DISPLAYED.sub(_blank, piece)
        pieces += piece, text[start:end]
        position = end
    return "".join(pieces)


def _without_formulas(text: str) -> str:
    pieces: list[str] = []
    position = written = paragraph_end = 0
    unpaired: set[str] = set()
    while match := _FORMULA.search(text, position):
        start, position = match.span()
        if match.lastgroup == "code":
            if position > paragraph_end:
                paragraph_end = _paragraph_end(text, position)
                unpaired.clear()
            if match[0] not in unpaired:
                closing = re.compile(rf"(?<!`){match[0]}(?!`)").search(
                    text, position, paragraph_end
                )
                if closing:
                    position = closing.end()
                else:
                    unpaired.add(match[0])
            continue
        filler = " " if match["block"] else UNKNOWN
        pieces += text[written:start], filled(match[0], filler)
        written = position
    pieces.append(text[written:])
    return "".join(pieces)


def _paragraph_end(text: str, position: int) -> int:
    match = _PARAGRAPH_END.search(text, position)
    return match.start() if match else len(text)


def _blank(match: re.Match[str]) -> str:
    return filled(match[0], " ")
