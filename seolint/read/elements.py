"""The elements of HTML, and what each name tells of them."""

from typing import Literal

from msgspec import Struct

from seolint.memo import Memo

BlockKind = Literal["paragraph", "item", "quote", "cell", "code"]

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
BLOCKS = frozenset(
    (
        "address article aside blockquote body center dd details dialog dir div dl dt "
        "fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html "
        "legend li main menu nav ol p pre section summary table tbody td tfoot th thead tr ul"
    ).split()
)
SPANS = frozenset(
    (
        "a abbr b bdi bdo big button cite code data del dfn em font i ins kbd label mark q s samp "
        "small span strike strong sub sup tt u var"
    ).split()
)
"""Elements inside a line; one that begins in a block of Markdown ends with it."""

UNREAD = frozenset(
    (
        "audio canvas datalist head iframe math noscript object pre script select style svg "
        "template textarea title video"
    ).split()
)
"""Elements whose text is not prose."""

CODE = frozenset(("code", "kbd", "samp", "tt"))
HEADINGS = {f"h{level}": level for level in range(1, 7)}
CONTAINERS: dict[str, BlockKind] = {
    "li": "item",
    "dt": "item",
    "dd": "item",
    "blockquote": "quote",
    "td": "cell",
    "th": "cell",
}
_NONE: frozenset[str] = frozenset()
_P = frozenset(("p",))
ENDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(BLOCKS - {"html", "body"}, _P),
    "li": frozenset(("p", "li")),
    "dt": frozenset(("p", "dt", "dd")),
    "dd": frozenset(("p", "dt", "dd")),
    "td": frozenset(("p", "td", "th")),
    "th": frozenset(("p", "td", "th")),
    "tr": frozenset(("p", "td", "th", "tr")),
    "tbody": frozenset(("p", "td", "th", "tr", "thead", "tbody")),
    "tfoot": frozenset(("p", "td", "th", "tr", "thead", "tbody")),
    "option": frozenset(("option",)),
}
"""A start tag, and the innermost open elements that it ends because their end tags may be
left out."""


class Traits(Struct, frozen=True):
    """What the name of a tag tells: `name` in lower case, the others as the sets above have it.

    `pairs` tells whether there is an end tag; `tracked`, whether the end has something to undo,
    whatever the attributes; `component`, whether it is a web component or one of JSX.
    """

    name: str
    component: bool
    void: bool
    block: bool
    unread: bool
    code: bool
    pairs: bool
    tracked: bool
    level: int
    container: BlockKind | None
    ends: frozenset[str]


def _traits(written: str) -> Traits:
    name = written.lower()
    block, unread, code = name in BLOCKS, name in UNREAD, name in CODE
    return Traits(
        name,
        component="-" in written or not (written.islower() or written.isupper()),
        void=name in VOID,
        block=block,
        unread=unread,
        code=code,
        pairs=block or unread or name in SPANS,
        tracked=block or unread or code or name == "a",
        level=HEADINGS.get(name, 0),
        container=CONTAINERS.get(name),
        ends=ENDS.get(name, _NONE),
    )


TRAITS = Memo(_traits)
"""The traits of a name as it is written."""
