"""A breadcrumb trail is not complete enough to be shown.

It needs two steps or more, and each a position, a name and, but for the last, an address.
Positions count from 1.
"""

from collections.abc import Iterator

from seolint.api import (
    Document,
    Edit,
    Evidence,
    Field,
    Fix,
    Problem,
    Span,
    bad,
    document_rule,
    good,
    type_names,
    type_values,
    values_of,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, G_BREAD, SCREAMING_FROG

LEAST = 2


def _page(steps: str) -> str:
    return (
        '<script type="application/ld+json">{"@type": "BreadcrumbList",'
        f' "itemListElement": {steps}}}</script>\n'
    )


@document_rule(
    severity="error",
    evidence=[
        Evidence("G", "two items; each with item, name and position, the last without", G_BREAD),
        Evidence("F", "breadcrumbs are validated", ASTRO_POST_AUDIT),
        Evidence("F", "structured data is validated", SCREAMING_FROG),
    ],
    examples=[
        good(
            _page(
                '[{"position": 1, "name": "Kiln", "item": "/"},'
                ' {"position": 2, "item": {"@id": "/clay/", "name": "Clay"}},'
                ' {"position": 3, "name": "Digging"}]'
            )
        ),
        good(_page('[{"position": 2, "name": "Clay"}, {"position": 1, "name": "A", "item": "/"}]')),
        good("[Home](/) › Clay\n"),
        bad(_page('⟦[{"position": 1, "name": "Kiln", "item": "/"}]⟧'), severity="error"),
        bad(_page('[{"position": 1, "name": "Kiln", "item": "/"}, ⟦{⟧"position": 2}]')),
        bad(_page('[⟦{⟧"position": 1, "name": "Kiln"}, {"position": 2, "name": "Clay"}]')),
        bad(
            _page(
                '[{"position": ⟦0⟧, "name": "Kiln", "item": "/"}, {"position": "1", "name": "A"}]'
            ),
            severity="warning",
            fixed=_page(
                '[{"position": 1, "name": "Kiln", "item": "/"}, {"position": "2", "name": "A"}]'
            ),
        ),
        bad(
            _page(
                '[{"position": ⟦3⟧, "name": "A"}, {"position": 3, "name": "B", "item": "/"},'
                ' {"position": 1, "name": "C", "item": "/"}]'
            )
        ),
        bad(_page('[{"position": ⟦1.5⟧, "name": "A", "item": "/"}, {"position": 2, "name": "B"}]')),
    ],
)
def check(doc: Document) -> Iterator[Problem]:
    for data in doc.structured_data:
        for thing in data.objects:
            if "BreadcrumbList" in type_names(thing):
                yield from _judge(doc, thing)


def _judge(doc: Document, trail: Field) -> Iterator[Problem]:
    steps = values_of(trail, "itemListElement")
    if len(steps) < LEAST:
        whole = trail.fields.get("itemListElement")
        yield _problem(
            whole.span if whole is not None else type_values(trail)[0].span,
            f"The breadcrumb trail has {('no step', 'only one step')[len(steps)]}",
            "Give two steps or more, or delete the trail",
        )
        return
    last = max(steps, key=_position)
    for step in steps:
        lacks = _missing(step, last=step is last)
        if lacks:
            yield _problem(
                doc.span(step.start, step.start + 1),
                f"A step of the breadcrumb trail has no {' and no '.join(lacks)}",
                "Add it",
            )
    yield from _numbering(steps)


def _problem(span: Span, message: str, help: str) -> Problem:
    return Problem(span, message, help=help, subject="json-ld:BreadcrumbList")


def _missing(step: Field, *, last: bool) -> list[str]:
    """What a step lacks; its name and its address may be those of its item."""
    if step.type != "map" or set(step.fields) == {"@id"}:
        return []
    items = values_of(step, "item")
    item = items[0].fields if items else {}
    lacks = [] if values_of(step, "position") else ["position"]
    if not values_of(step, "name") and "name" not in item:
        lacks.append("name")
    if not last and not (item.keys() & {"@id", "url"} if item else items):
        lacks.append("address of an item")
    return lacks


def _position(step: Field) -> float:
    """The number of a step; infinite where it has none."""
    for value in values_of(step, "position"):
        try:
            return float(value.text)
        except ValueError:
            break
    return float("inf")


def _numbering(steps: tuple[Field, ...]) -> Iterator[Problem]:
    """Positions that are not those from 1 on; in what order the steps are listed is free."""
    if not all(values_of(step, "position") for step in steps):
        return
    numbers = [_position(step) for step in steps]
    wanted = list(range(1, len(steps) + 1))
    order = sorted(steps, key=_position)
    wrong = [
        (values_of(step, "position")[0], number)
        for step, number in zip(order, wanted, strict=True)
        if _position(step) != number
    ]
    if not wrong:
        return
    fix: Fix | None = None
    whole = all(number.is_integer() for number in numbers)
    if whole and (len(set(numbers)) == len(numbers) or sorted(numbers) == numbers):
        edits = [Edit(value.span.start, value.span.end, str(number)) for value, number in wrong]
        fix = Fix(tuple(edits), "Count the positions from 1")
    value, number = wrong[0]
    yield Problem(
        value.span,
        f"The position of this step of the breadcrumb trail is {value.text} and not {number}",
        help="Count the positions from 1",
        fix=fix,
        subject="json-ld:BreadcrumbList",
        severity="warning",
    )
