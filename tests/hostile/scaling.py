"""Pages of one construct over and over, and how the time for them grows with their size."""

import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

from seolint.discovery import Discovery, discover
from seolint.engine.run import run

FRONT = "---\ntitle: Dried beans\n---\n\n"


class Construct(NamedTuple):
    """A page: `piece` repeated, where `{n}` counts. `names` are the files it is tried as."""

    name: str
    piece: str
    names: tuple[str, ...] = ("a.md",)
    before: str = ""

    def page(self, size: int) -> bytes:
        """The page with about `size` bytes."""
        if "{n}" not in self.piece:
            text = self.piece * (size // len(self.piece.encode()))
        else:
            pieces, length, number = [], 0, 0
            while length < size:
                piece = self.piece.replace("{n}", str(number))
                pieces.append(piece)
                length += len(piece.encode())
                number += 1
            text = "".join(pieces)
        return (FRONT + self.before + text).encode()


EACH = ("a.md", "a.mdx", "a.html")
CONSTRUCTS = [
    *(
        Construct(repr(piece), piece, EACH)
        for piece in (
            *"aA0.,-_*+~`'\"<>[](){}&#/\\:;!?=|%$@^éß日“…",
            *("](", "[a", "![", "<a", "<!--", "-->", "</", '<a="', "{{", "}}", "{%", "%}", "&a", "&#"),
            *("a ", "a.", "a. ", "a, ", "A. ", "1. ", "1.", "a-", "a@", "://", "../", "?a=", "\t", " "),
            *("\n", "\r", "\n\n", "\n- ", "\n# ", "\n> ", "a\n", "a\n\n", "- ", "a  \n", "!a", "a'", "’"),
        )
    ),
    Construct("links", "[beans {n}](/beans/{n}) "),
    Construct("equal links", "[beans](/beans) "),
    Construct("links of definitions", "[beans {n}][{n}]\n\n[{n}]: /beans/{n}\n\n"),
    Construct("malformed links", "[beans {n}](htps://b.example/{n}) "),
    Construct("empty links", "[](/a/{n})\n\n"),
    Construct("bare addresses", "https://b.example/{n} "),
    Construct("tracked links", "[beans {n}](https://b.example/?utm_source=a&utm_medium={n}) "),
    Construct("images", "![beans {n}](/beans/{n}.png)\n\n"),
    Construct("images without alt", "![](/beans/{n}.png)\n\n"),
    Construct("images with one alt", "![beans](/beans/{n}.png)\n\n"),
    Construct("headings", "## Beans {n}\n\n"),
    Construct("equal headings", "## Beans\n\n"),
    Construct("empty headings", "##\n\n"),
    Construct("skipped headings", "## Beans {n}\n\n#### Peas {n}\n\n"),
    Construct("setext headings", "Beans {n}\n=====\n\n"),
    Construct("emphasis", "*beans {n}* **peas** "),
    Construct("bold paragraphs", "**Beans {n}**\n\n"),
    Construct("code spans", "`beans {n}` "),
    Construct("fences", "```sh\nbeans {n}\n```\n\n"),
    Construct("table cells", "| beans {n} | peas |\n", before="| a | b |\n| - | - |\n"),
    Construct("footnotes", "Beans[^{n}]\n\n[^{n}]: Peas {n}\n\n"),
    Construct("HTML comments", "<!-- beans {n} -->\n\n", EACH),
    Construct("comments in a line", "beans <!-- {n} --> ", EACH),
    Construct("inline HTML", "<b>beans {n}</b> <i>peas</i> ", EACH),
    Construct("blocks of HTML", "<div><p>Beans {n}</p></div>\n\n", EACH),
    Construct("HTML that is not closed", "<p><b>Beans {n}\n\n", ("a.md", "a.html")),
    Construct("stray end tags", "beans {n}</b></i>\n\n", ("a.md", "a.html")),
    Construct("equal ids", '<b id="beans">Beans</b> ', ("a.md", "a.html")),
    Construct("equal ids in branches", '{% if a %}<b id="a">x</b>{% else %}<b id="a">y</b>{% endif %}\n\n'),
    Construct("labels", '<a href="/{n}" aria-labelledby="l{n}"></a><b id="l{n}">Beans</b>\n\n', EACH),
    Construct("equal labels", '<a href="/{n}" aria-labelledby="l"></a>\n\n', EACH, '<b id="l">Beans</b>\n\n'),
    Construct("table cells of HTML", "<tr><td>beans {n}</td><td>peas</td></tr>\n", EACH, "<table>\n"),
    Construct("list items of HTML", "<li>Beans {n}\n", EACH, "<ul>\n"),
    Construct("hidden text", '<p style="display:none">Beans {n}</p>\n\n', EACH),
    Construct("JSX", "<Beans kind={{n}}>\n  peas {n}\n</Beans>\n\n", ("a.mdx",)),
    Construct("JSX expressions", "Beans {a.b({n})} ", ("a.mdx",)),
    Construct("imports", "import Beans{n} from './beans'\n\n", ("a.mdx",)),
    Construct("admonitions", "!!! note\n    Beans {n}\n\n"),
    Construct("directives", ":::note\nBeans {n}\n:::\n\n"),
    Construct("attribute lists", "Beans {n}\n{: .beans #b{n}}\n\n"),
    Construct("template tags", "{% beans {n} %}\n\n", EACH),
    Construct("template output", "beans {{ n }} ", EACH),
    Construct("shortcodes", '{{< beans "{n}" >}}\n\n'),
    Construct("suppressions of a line", "<!-- seolint-disable-next-line IMG001 -->\n![](/{n}.png)\n\n"),
    Construct("suppressions", "<!-- seolint-disable IMG001 -->\n\n![](/{n}.png)\n\n"),
    Construct("suppressions of a file", "<!-- seolint-disable-file IMG001 -->\n\n![](/{n}.png)\n\n"),
    Construct("pairs of suppressions", "<!-- seolint-disable IMG001 -->\n![](/{n}.png)\n<!-- seolint-enable IMG001 -->\n\n"),
    Construct("suppressions of no rule", "<!-- seolint-disable-line beans-{n} -->\n\n"),
    Construct("list items", "- beans {n}\n"),
    Construct("nested items", "- beans {n}\n  - peas\n"),
    Construct("numbered items", "1. Beans {n}\n"),
    Construct("tasks", "- [ ] beans {n}\n"),
    Construct("quotes", "> Beans {n}\n\n"),
    Construct("line breaks", "beans {n}  \n"),
    Construct("hard breaks", "beans {n}\\\n"),
    Construct("sentences", "The beans are number {n} and soaked overnight. "),
    Construct("paragraphs", "The beans are number {n} and soaked overnight.\n\n"),
    Construct("equal paragraphs", "The beans are soaked in cold water overnight, and then they are cooked.\n\n"),
    Construct("doubled words", "The the beans are are soaked. "),
    Construct("mangled letters", "beans â€“ peas {n} Ã© "),
    Construct("invisible characters", "be\u200bans {n} "),
    Construct("mixed alphabets", "p\u0435as {n} "),
    Construct("escaped entities", "&amp;amp; beans {n} "),
    Construct("placeholders", "Lorem ipsum dolor sit amet {n}. TODO: beans. [insert beans here]\n\n"),
    Construct("structured data", '<script type="application/ld+json">{"@type": "Thing", "name": "{n}"}</script>\n\n', ("a.md", "a.html")),
    Construct("math", "$beans_{n}$ and $$x^2$$ "),
    Construct("definitions of nothing", "[a{n}]: /b\n"),
    Construct("merge conflicts", "<<<<<<< ours\nBeans {n}\n=======\nPeas\n>>>>>>> theirs\n\n"),
    Construct("fields", "beans-{n}: peas\n"),
]  # fmt: skip
"""One of each thing that a page may be full of."""


@cache
def _discovery(name: str, profile: str) -> Discovery:
    given = {"profile": profile, "max-file-size": "64 MiB"}
    return discover(["-"], given, cwd=Path.cwd(), isolated=True, stdin_filename=name)


def seconds(construct: Construct, name: str, size: int, profile: str = "all") -> float:
    """Processor time for a page of a size, with all rules."""
    data = construct.page(size)
    found = _discovery(name, profile)
    start = time.process_time()
    result = run(found, stdin=data)
    spent = time.process_time() - start
    assert result.errors == (), result.errors[0].traceback
    return spent


Timer = Callable[[int], float]


def exponent(timer: Timer, small: int, large: int) -> float:
    """The power of its size with which a time grows; 1 is linear."""
    from math import log

    return log(timer(large) / timer(small)) / log(large / small)
