"""What a chat assistant said to its user is still in the text.

The text was pasted and nobody has read it since. Search engines do not mind how a page was made,
but pages that were made without care, and many of them, are spam to them.
"""

import re
from collections.abc import Iterator

from seolint.api import Document, Evidence, Options, Problem, bad, document_rule, good, lazy_regex
from seolint_rules.sources import G_GENAI, G_SPAM

_OPENS = lazy_regex(
    r"\s*(?:certainly! here(?:['’]s| is| are)\b"
    r"|(?:(?:sure(?: thing)?|of course|absolutely)! )?here(?:['’]s| is) (?:an?|the|your) "
    r"(?:[\w-]+ ){0,4}(?:(?:version|rewrite|draft) of your|(?:that )?you (?:asked for|requested))\b"
    r"|(?:sure(?: thing)?|of course|absolutely)! here(?:['’]s| is) (?:an?|the|your) "
    r"(?:[\w-]+ ){0,4}(?:rewrite|draft|article|blog post|essay|outline)\b)",
    re.IGNORECASE,
)
_SAYS = lazy_regex(
    r"(?<![\w“”\"'‘’«»„-])(?:as an? (?:(?:ai|large|artificial intelligence) language model"
    r"|ai (?:model|assistant))(?=, i\b| trained by)"
    r"|i(?:['’]m| am) (?:only |just )?an ai (?:language model|assistant)"
    r"|i don['’]t have access to real[- ]time"
    r"|i (?:cannot|can['’]t|am unable to|don['’]t have the ability to) "
    r"(?:browse (?:the )?(?:internet|web)|access real[- ]time|fulfill (?:this|that|your) request)"
    r"|i(?:['’]m sorry| apologi[sz]e), but (?:as an ai"
    r"|i can(?:no|['’])t (?:fulfill|(?:assist|help) with (?:this|that|your)))"
    r"|as of my (?:last knowledge update|knowledge cut-?off)"
    r"|my (?:last knowledge update|knowledge cut-?off))\b",
    re.IGNORECASE,
)
_LEFT = lazy_regex(
    r":?contentReference\[(?:oaicite:\d+\](?:\{index=\d+\})?)?|oaicite(?::\d+)?"
    r"|turn\d+(?:search|news|image|view|fetch)\d+|\[cite_start\]|\[cite: ?\d[\d, ]*\]"
    r"|【\d+(?::\d+)?†[^【】]*+】"
)
_TURN = lazy_regex(r"turn[01]")
_BUTTON = lazy_regex(
    r"\s*(?:regenerate(?: response)?|copy code|chatgpt said:|you said:)\s*\Z", re.IGNORECASE
)
_AT_START = (
    (
        _OPENS,
        (
            "! here",
            "! here's",
            "! here’s",
            "version of your",
            "rewrite of your",
            "draft of your",
            "you asked for",
            "you requested",
        ),
    ),
    (_BUTTON, ("regenerate", "copy code", "chatgpt said:", "you said:")),
)
_ANYWHERE = (
    (
        _SAYS,
        (
            "language model",
            "ai model",
            "ai assistant",
            "browse internet",
            "browse the internet",
            "browse the web",
            "browse web",
            "access real time",
            "access real-time",
            "access to real time",
            "access to real-time",
            "fulfill that request",
            "fulfill this request",
            "fulfill your request",
            "sorry, but",
            "apologise, but",
            "apologize, but",
            "my last knowledge",
            "my knowledge cutoff",
            "my knowledge cut-off",
        ),
    ),
    (_LEFT, ("contentreference", "oaicite", "[cite_start]", "[cite:")),
)
"""Patterns, each with phrases in lower case without which it cannot match."""

_TRACKED = lazy_regex(r"(?<=[?&])utm_source=(?:chatgpt\.com|openai|copilot\.com)(?![\w.-])")


class AssistantResidue(Options, frozen=True):
    """`extra`: phrases that no person writes; `allow`: those that are meant."""

    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "pages made in bulk without value for readers are spam", G_SPAM),
        Evidence("G", "text may be generated; what counts is that it is right and good", G_GENAI),
    ],
    options=AssistantResidue,
    examples=[
        good("A large language model answers as an AI does. Certainly! Here is a loaf.\n"),
        good("It said “As an AI language model, I have no oven.”\n"),
        good("> As an AI language model, I have no oven.\n"),
        good(
            "Sure, here’s the thing. Of course! Here is how.\n\nRye is as an AI assistant, too.\n"
        ),
        good("I’m sorry, but I can’t help loving rye.\n"),
        good("`oaicite` is a mark, turn0 is a turn, and you may regenerate a response.\n"),
        good("Certainly! Here is rye.\n", allow=["certainly! here is"]),
        bad("⟦As an AI language model⟧, I have no oven.\n"),
        bad("⟦Certainly! Here is⟧ a text about rye.\n\nRye keeps.\n"),
        bad("⟦Certainly! Here’s⟧ a text about rye.\n\nRye keeps.\n"),
        bad("⟦Here's a more concise version of your⟧ text:\n\nRye keeps.\n"),
        bad("Rye keeps. ⟦I cannot browse the internet⟧ for more.\n"),
        bad("Rye keeps ⟦:contentReference[oaicite:0]{index=0}⟧.\n"),
        bad("Rye keeps ⟦turn0search3⟧ ⟦【12†source】⟧.\n"),
        bad("Rye keeps.\n\n⟦Regenerate response⟧\n"),
        bad("See [rye](https://rye.example/?⟦utm_source=chatgpt.com⟧).\n"),
        bad("⟦My dear prompter⟧, rye keeps.\n", extra=["my dear prompter"]),
    ],
)
def check(doc: Document, options: AssistantResidue) -> Iterator[Problem]:
    starts = [pattern for pattern, phrases in _AT_START if doc.says(phrases)]
    others = [pattern for pattern, phrases in _ANYWHERE if doc.says(phrases)]
    if _LEFT not in others and _may_cite(doc):
        others.append(_LEFT)
    if options.extra:
        others.append(re.compile("|".join(map(re.escape, options.extra)), re.IGNORECASE))
    allowed = {phrase.lower() for phrase in options.allow}
    others = [pattern for pattern in others if pattern.search(doc.visible)]
    if starts or others:
        quotes = {block.start for block in doc.blocks if block.kind == "quote"}
        for prose in doc.texts:
            for match in _matches(prose.opaque, starts, others):
                found = match[0].strip()
                if found.lower() not in allowed and prose.start not in quotes:
                    end = match.start() + len(match[0].rstrip())
                    yield Problem(
                        prose.span(end - len(found), end),
                        f"“{found}” was said by a chat assistant",
                        help="Delete it, and read the rest with care",
                        subject=f"residue:{found.lower()}",
                        data={"found": found},
                    )
    yield from _tracked(doc, allowed)


def _may_cite(doc: Document) -> bool:
    """Whether there are marks of a source that are only parts of words."""
    return "【" in doc.visible or _TURN.search(doc.visible) is not None


def _matches(
    text: str, starts: list[re.Pattern[str]], others: list[re.Pattern[str]]
) -> Iterator[re.Match[str]]:
    for pattern in starts:
        match = pattern.match(text)
        if match is not None:
            yield match
    for pattern in others:
        yield from pattern.finditer(text)


def _tracked(doc: Document, allowed: set[str]) -> Iterator[Problem]:
    judged: set[int] = set()
    for link in doc.links:
        if "utm_source=" not in link.url:
            continue
        start, end = link.url_place
        match = _TRACKED.search(doc.text, start, end)
        if match is not None and match.start() not in judged and match[0] not in allowed:
            judged.add(match.start())
            yield Problem(
                doc.span(*match.span()),
                f"“{match[0]}” tells that a chat assistant gave the link",
                help="Delete the parameter, and look whether the page says what you claim",
                subject=f"link:{link.url}",
                data={"found": match[0]},
            )
