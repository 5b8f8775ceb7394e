"""A link to another site leads nowhere any more.

Readers who follow a source and find an error page trust the rest less. Only hard evidence
counts: the address answers that nothing is there, or no host has that name. Who refuses
robots, asks for patience or is slow is not reported. The rule asks the web, so it runs
with `--online` alone; a scheduled job is a better place for it than a gate.
"""

from collections.abc import Iterator

from seolint.api import Answer, Evidence, Problem, Site, Web, bad, good, host, net_rule
from seolint_rules.sources import G_LINK, G_START

_MEANINGS = {
    "404": "Nothing is found at this address (404)",
    "410": "What stood at this address is gone for good (410)",
}


@net_rule(
    severity="warning",
    default=False,
    evidence=[
        Evidence("G", "links to other sites can establish trust, when sources are cited", G_LINK),
        Evidence("G", "content that is up to date is what people look for", G_START),
    ],
    hidden_by=("LINK012",),
    related=("LINK010",),
    examples=[
        good(
            "The [mill](https://mill.example/) grinds [rye](https://mill.example/rye/#fine).\n",
            answers={"https://mill.example/": 200, "https://mill.example/rye/": 206},
        ),
        good(
            "[One](https://a.example/), [two](https://b.example/), [three](https://c.example/), "
            "[four](https://d.example/), [five](https://e.example/)\n",
            answers={
                "https://a.example/": 403,
                "https://b.example/": 429,
                "https://c.example/": 503,
                "https://d.example/": "timeout",
                "https://e.example/": "tls",
            },
        ),
        bad(
            "The [mill](⟦https://mill.example/old/#price⟧) has moved.\n",
            answers={"https://mill.example/old/": 404},
        ),
        bad(
            "The [mill](⟦https://mill.example/old/⟧) is closed.\n",
            answers={"https://mill.example/old/": 410},
        ),
        bad(
            "The [mill](⟦//mill.example/⟧), and [its shop](https://shop.mill.example/).\n",
            answers={"https://mill.example/": "dns", "https://shop.mill.example/": 200},
        ),
    ],
)
def check(site: Site, web: Web) -> Iterator[Problem]:
    for page in site.pages:
        for link in page.outward:
            answer = web.dead(link.text)
            if answer is not None:
                yield Problem(
                    link.span,
                    _message(answer, link.text),
                    help="Link to where it is now, or to a copy in an archive of the web",
                    path=page.path,
                    subject=f"link:{link.text}",
                    data={"target": link.text, "answer": answer.code},
                )


def _message(answer: Answer, url: str) -> str:
    if answer.code == "dns":
        return f"No host is called {host(url)}"
    if answer.code == "tls":
        return f"The certificate of {host(url)} is not valid"
    return _MEANINGS.get(answer.code, f"The address answers {answer.code}")
