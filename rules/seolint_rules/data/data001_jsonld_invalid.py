"""The structured data of the page cannot be read.

JSON forgives nothing: for a comma too many or a comment the whole block is passed over. So
is an object of which nobody says by which vocabulary, and as what, it is described.
"""

from collections.abc import Iterator

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Field,
    Fix,
    Flaw,
    Problem,
    Span,
    StructuredData,
    bad,
    document_rule,
    good,
    type_values,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_SDPOL, INDXEL, JSON_LD, RFC8259


def _page(data: str) -> str:
    return f'<script type="application/ld+json">{data}</script>\n'


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "markup with errors is not used for rich results", G_SDPOL),
        Evidence("S", "JSON has neither comments nor commas after the last member", RFC8259),
        Evidence("S", "what a context and a type are", JSON_LD),
        Evidence("F", "blocks of JSON-LD are parsed", ASTRO_POST_AUDIT),
        Evidence("F", "blocks of JSON-LD are parsed", INDXEL),
    ],
    examples=[
        good(_page('{"@context": "https://schema.org", "@type": "Person", "name": "Ines"}')),
        good(
            _page(
                '{"@context": "https://schema.org", "@graph":'
                ' [{"@id": "#ines"}, {"@type": "Person", "name": "Ines"}]}'
            )
        ),
        good(
            _page('{"name": {{ page.author | jsonify }},}'),
            site={"generator": "jekyll"},
        ),
        good(_page("{JSON.stringify(potter)}"), path="post.mdx"),
        bad(
            _page('{"@context": "https://schema.org", "@type": "Person", "name": "Ines"⟦,⟧}'),
            fixed=_page('{"@context": "https://schema.org", "@type": "Person", "name": "Ines"}'),
        ),
        bad(
            _page(
                '\n{"@context": "https://schema.org",\n  ⟦// the potter⟧\n'
                '  "@type": "Person", /* her */ "name": "Ines"}\n'
            ),
            fixed=_page(
                '\n{"@context": "https://schema.org",\n  "@type": "Person", "name": "Ines"}\n'
            ),
        ),
        bad(_page('{"@context": "https://schema.org" ⟦"⟧@type": "Person"}')),
        bad(_page('{"@context": "https://schema.org", "@type": ⟦“⟧Person”}')),
        bad(_page('{"@context": "https://schema.org", "@type": "Person"⟦,⟧\n')),
        bad(_page('⟦{⟧"@type": "Person", "name": "Ines"}')),
        bad(_page('⟦{⟧"@context": "https://schema.org", "name": "Ines"}')),
        bad(_page('"⟦Ines⟧"')),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    for data in doc.structured_data:
        if data.flaws:
            yield _unreadable(doc, data.flaws)
        elif data.value is not None and data.value.type not in ("map", "list"):
            yield Problem(
                data.value.span,
                "The structured data is no object",
                help="Write an object in braces",
                subject="json-ld",
            )
        else:
            yield from _anonymous(doc, data)


def _unreadable(doc: Document, flaws: tuple[Flaw, ...]) -> Problem:
    """What stops the reading; else the first of those that one fix mends together."""
    flaw = next((flaw for flaw in flaws if flaw.cut is None), flaws[0])
    fix: Fix | None = None
    if flaw.cut is not None:
        spans = [doc.span(*flaw.cut) for flaw in flaws if flaw.cut is not None]
        edits = tuple(Edit(span.start, span.end, "") for span in spans)
        fix = Fix(edits, "Delete what JSON does not allow")
    return Problem(
        doc.span(flaw.start, flaw.end),
        f"The structured data is no JSON: {flaw.message}",
        help=flaw.advice,
        fix=fix,
        subject="json-ld",
    )


def _anonymous(doc: Document, data: StructuredData) -> Iterator[Problem]:
    """Objects without `@context` or `@type`; what a graph only refers to needs no type."""
    roots = {root.start for root in data.roots}
    for thing in data.subjects:
        root = thing.start in roots
        missing = []
        if root and "@context" not in thing.fields and "context" not in thing.fields:
            missing.append("@context")
        named = root or not {"@id", "id"} & set(thing.fields)
        if named and "@graph" not in thing.fields and not type_values(thing):
            missing.append("@type")
        if missing:
            yield Problem(
                _brace(doc, thing),
                f"An object of the structured data has no {' and no '.join(missing)}",
                help='Add "@context": "https://schema.org"'
                if missing[0] == "@context"
                else "Say what it is, such as BlogPosting",
                subject=f"json-ld:{missing[0]}",
            )


def _brace(doc: Document, thing: Field) -> Span:
    return doc.span(thing.start, thing.start + 1)
