"""A link or an image leads to a computer that readers cannot reach.

`localhost` and private addresses exist on the author's network only; previews and staging
copies vanish, ask for a password, or show what is not published yet.
"""

import re
from collections.abc import Callable, Iterator
from fnmatch import translate
from functools import cache, lru_cache, partial

from seolint.api import (
    Document,
    Evidence,
    Image,
    Link,
    Options,
    Problem,
    Severity,
    bad,
    document_rule,
    good,
    host,
    is_host_within,
    is_local_host,
    lazy_regex,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, SCREAMING_FROG

_VERCEL = lazy_regex(r".+-(?=[a-z]*\d)[a-z\d]{9}-[a-z\d-]+\.vercel\.app")
"""A deployment with the hash of its commit."""

_STAGING = frozenset(("preprod", "preview", "qa", "stage", "staging", "stg", "uat"))


class LinkToDevHost(Options, frozen=True):
    """`forbidden-hosts` and `preview`: patterns of hosts, `*` for any characters.

    A link to a forbidden one is an error.
    """

    forbidden_hosts: tuple[str, ...] = ()
    preview: tuple[str, ...] = (
        "*.ngrok.io",
        "*.ngrok.app",
        "*.ngrok-free.app",
        "*.loca.lt",
        "*.trycloudflare.com",
        "*--*.netlify.app",
        "deploy-preview-*.netlify.app",
        "*-git-*.vercel.app",
    )


@document_rule(
    severity="warning",
    evidence=[
        Evidence("F", "links to localhost are an issue of high priority", SCREAMING_FROG),
        Evidence("F", "links to a preview are found before a site goes live", ASTRO_POST_AUDIT),
        Evidence("M", "0.4 % of 3,140 good pages; 10 % where software to install is documented"),
    ],
    options=LinkToDevHost,
    examples=[
        good("[Clay](https://clay.example/localhost), [glaze](/staging/)\n"),
        good("Open `http://localhost:4000` to see the kiln.\n"),
        good("[The demo](https://kiln.netlify.app/)\n"),
        good("[Their test](https://staging.glaze.example/)\n", site={"base-url": "https://k.co"}),
        good("Open <http://localhost:4000> to see the kiln.\n", path="docs/clay.md"),
        bad("[Clay](⟦http://localhost:4000/clay⟧)\n", severity="warning"),
        bad("[Clay](⟦http://192.168.1.7/clay⟧)\n"),
        bad("![Clay](⟦http://kiln.local/clay.jpg⟧)\n", severity="warning", path="docs/clay.md"),
        bad("[Clay](⟦https://deploy-preview-7--kiln.netlify.app/clay⟧)\n"),
        bad("[Clay](⟦https://kiln-a1b2c3d4e-ines.vercel.app/clay⟧)\n"),
        bad(
            "[Clay](⟦https://staging.kiln.example/clay⟧)\n",
            site={"base-url": "https://www.kiln.example/"},
        ),
        bad("Open <⟦http://localhost:4000⟧> to see the kiln.\n", severity="info"),
        bad("[The kiln](⟦http://localhost:4000⟧)\n", severity="info", path="docs/clay.md"),
        bad(
            "[Clay](⟦https://draft.kiln.example/⟧)\n",
            severity="error",
            forbidden_hosts=["draft.*"],
        ),
    ],
)
def check(doc: Document, options: LinkToDevHost) -> Iterator[Problem]:
    judged: set[tuple[int, int]] = set()
    parts: tuple[Link | Image, ...] = (*doc.links, *doc.images)
    hosts = [host(part.url) if "//" in part.url else "" for part in parts]
    flaw_of = _flaws(doc.site.base_url, options)
    for part, name in zip(parts, hosts, strict=True) if any(map(flaw_of, hosts)) else ():
        flaw = flaw_of(name)
        if not flaw or not part.known or part.url_place in judged:
            continue
        severity = _severity(doc, part, name, options)
        if severity is not None:
            judged.add(part.url_place)
            yield Problem(
                part.url_span,
                f"{'The image is on' if isinstance(part, Image) else 'The link leads to'} {name},"
                f" {flaw}",
                help="Give the address that readers use",
                subject=f"link:{part.url}",
                severity=severity,
                data={"host": name},
            )


@cache
def _flaws(base_url: str, options: LinkToDevHost) -> Callable[[str], str]:
    """Tells what is wrong with a host; empty for most, and where there is none."""
    return lru_cache(maxsize=4096)(partial(_flaw, base_url=base_url, options=options))


def _flaw(name: str, base_url: str, options: LinkToDevHost) -> str:
    if not name:
        return ""
    if _matches(name, options.forbidden_hosts):
        return "which is forbidden"
    if is_local_host(name):
        return "which other computers do not reach"
    if _matches(name, options.preview) or _VERCEL.fullmatch(name):
        return "a preview that does not last"
    first, _, rest = name.partition(".")
    own = host(base_url)
    if first in _STAGING and rest and own != name and is_host_within(own, rest):
        return "a staging copy of this site"
    return ""


def _severity(
    doc: Document, part: Link | Image, name: str, options: LinkToDevHost
) -> Severity | None:
    """Milder where readers are told to start something on their own computer.

    Documentation does, and so does a link that shows its host; both together are no slip.
    """
    if _matches(name, options.forbidden_hosts):
        return "error"
    docs = doc.kind == "docs"
    shown = isinstance(part, Link) and name in part.name
    if docs and shown:
        return None
    return "info" if shown or (docs and isinstance(part, Link)) else "warning"


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return bool(patterns) and _any_of(patterns).match(name) is not None


@cache
def _any_of(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns)))
