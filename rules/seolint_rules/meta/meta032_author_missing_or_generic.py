"""A post is signed by a role or an account instead of a person.

Readers want to know who tells them something. A byline such as `admin` is what a system
filled in when nobody did; it is no ranking factor, but it tells nothing either.
"""

from collections.abc import Iterator

from seolint.api import Document, Evidence, Field, Options, Problem, bad, document_rule, good
from seolint_rules.sources import G_HELP, G_START

_GENERIC_NAMES = (
    "admin|administrator|root|user|editor|team|webmaster|blogger|author|guest|default|test|user1"
    "|administrador|administrateur|amministratore|beheerder|redakteur|redaktion|redactie|redactor"
    "|redacción|rédacteur|rédaction|redazione|equipo|équipe|autor|auteur|autore|benutzer|usuario"
    "|администратор|админ|редактор|редакция|автор|管理者|管理员|編集部|편집자|관리자"
)
GENERIC_NAMES = frozenset(_GENERIC_NAMES.split("|"))
"""Whole names, in lower case, that belong to no person."""


class AuthorMissingOrGeneric(Options, frozen=True):
    """`require`: each post needs an author; `extra` and `allow` are names."""

    require: bool = False
    extra: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()


@document_rule(
    severity="info",
    evidence=[
        Evidence("G", "readers should see who wrote a page, in a byline for example", G_HELP),
        Evidence("G!", "experience and authority are no ranking factor", G_START),
    ],
    options=AuthorMissingOrGeneric,
    examples=[
        good("---\ntitle: Clay\nauthor: Ines Marques\n---\n"),
        good("---\ntitle: Clay\n---\n"),
        good("---\ntitle: Clay\nauthor: The clay team\n---\n"),
        good("---\ntitle: Clay\nauthor: team\n---\n", allow=["team"]),
        good("---\ntitle: Clay\nauthor: admin\n---\n", path="about.md"),
        bad("---\ntitle: Clay\nauthor: ⟦admin⟧\n---\n"),
        bad("---\ntitle: Clay\nauthors: [Ines Marques, '⟦Editor⟧']\n---\n"),
        bad("---\ntitle: Clay\nauthor:\n  name: ⟦Redaktion⟧\n---\n"),
        bad("---\ntitle: Clay\nauthor: ⟦Staff⟧\n---\n", extra=["staff"]),
        bad("⟦---⟧\ntitle: Clay\n---\n", require=True),
    ],
)
def check(doc: Document, options: AuthorMissingOrGeneric) -> Iterator[Problem]:
    if doc.kind != "post":
        return
    author = doc.field("author")
    if author is None:
        if options.require:
            yield Problem(
                doc.top,
                "The post names no author",
                help="Add `author` to the front matter",
                subject="field:author",
                anchor="page",
            )
        return
    people = doc.site.authors
    generic = GENERIC_NAMES | {name.casefold() for name in options.extra}
    generic -= {name.casefold() for name in options.allow}
    for name in _names(author):
        written = name.text.strip()
        if people.get(written, written).casefold() in generic:
            yield Problem(
                name.span,
                f"The author is “{written}”",
                help="Name the person who wrote the post",
                subject=f"author:{written}",
            )


def _names(author: Field) -> Iterator[Field]:
    if author.items:
        for item in author.items:
            yield from _names(item)
    elif author.fields:
        name = author.fields.get("name")
        if name is not None:
            yield name
    elif author.known:
        yield author
