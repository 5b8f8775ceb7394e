"""An image is not there.

Where it should be, readers see its alt text in a frame, or nothing. Often only a letter is in
the wrong case: the author's computer does not mind, the server does.
"""

from collections import Counter
from collections.abc import Iterator
from posixpath import basename, dirname
from typing import NamedTuple

from seolint.api import (
    CONFIDENCES,
    Edit,
    Evidence,
    Facts,
    Fix,
    Mention,
    Options,
    Problem,
    Reference,
    Site,
    Target,
    bad,
    distance,
    good,
    site_rule,
)
from seolint_rules.sources import ASTRO_POST_AUDIT, GEO_LINT, HTML_PROOFER, HTML_STANDARD

MANY = 10
"""More missing images of one folder have one cause, and are one finding."""


class ImageBroken(Options, frozen=True):
    """`case-sensitive`: a name in another case is another file, as it is to most servers."""

    case_sensitive: bool = True


@site_rule(
    severity="error",
    evidence=[
        Evidence("S", "an image that cannot be fetched is not shown", HTML_STANDARD),
        Evidence("F", "images of a built site that are missing", HTML_PROOFER),
        Evidence("F", "images that are not found", GEO_LINT),
        Evidence("F", "images that are missing", ASTRO_POST_AUDIT),
    ],
    options=ImageBroken,
    related=("LINK010",),
    examples=[
        good("![Kiln](img/kiln.jpg)\n", files={"img/kiln.jpg": b""}),
        good("![Kiln](https://kiln.example/kiln.jpg), ![Ash](data:image/gif;base64,R0)\n"),
        good("![Kiln](built/kiln.jpg)\n", files={"img/kiln.jpg": b""}),
        good(
            "![Kiln]({{ site.cdn }}/kiln.jpg)\n",
            site={"generator": "jekyll"},
            files={"kiln.png": b""},
        ),
        bad(
            "![Kiln](⟦img/Kiln.jpg⟧)\n",
            files={"img/kiln.jpg": b""},
            fixed="![Kiln](img/kiln.jpg)\n",
        ),
        good("![Kiln](img/Kiln.jpg)\n", files={"img/kiln.jpg": b""}, case_sensitive=False),
        bad(
            "![Kiln](⟦/img/kiln.jpg⟧)\n",
            path="content/a.md",
            site={"generator": "zola"},
            files={"static/img/kilns.jpg": b"", "static/img/ash.jpg": b""},
            fixed="![Kiln](/img/kilns.jpg)\n",
        ),
    ],
)
def check(site: Site, options: ImageBroken) -> Iterator[Problem]:
    broken = list(_broken(site, options))
    counts = Counter(each.folder for each in broken if not each.near)
    for page, image, target, folder, near, case in broken:
        name = basename(target.path or image.text)
        many = not near and counts[folder] > MANY
        yield Problem(
            image.span,
            f"The file is called {near}, in another case"
            if case
            else f"There is no {name}, and other images of {folder} are not there either"
            if many
            else f"There is no {name}",
            help=f"Did you mean {near}?"
            if near
            else f"Fetch the rest of {folder}, or correct the addresses"
            if many
            else "Add the file, or correct the address",
            fix=_fix(image, near),
            subject=f"image:{image.text}",
            path=page.path,
            data={
                "target": f"{folder}/" if many else target.path or image.text,
                "confidence": target.confidence,
            },
        )


class _Broken(NamedTuple):
    """An image that is missing, the folder it should lie in, and the name that was meant."""

    page: Facts
    image: Reference
    target: Target
    folder: str
    near: str
    case: bool


def _broken(site: Site, options: ImageBroken) -> Iterator[_Broken]:
    least = CONFIDENCES.index(site.settings.confidence)
    for page in site.pages:
        seen: set[str] = set()
        for image in page.images:
            target = site.image(image, page)
            if target.state != "missing" or CONFIDENCES.index(target.confidence) > least:
                continue
            if image.text in seen:
                continue
            seen.add(image.text)
            places = site.image_places(image, page)
            near, case = _nearest(site, places)
            if not case or options.case_sensitive:
                folder = dirname(places[0] if places else target.path)
                yield _Broken(page, image, target, folder, near, case)


def _nearest(site: Site, places: list[str]) -> tuple[str, bool]:
    """The name of a file that was meant, and whether only its case differs."""
    for place in places:
        name = basename(place)
        names = site.files.names(dirname(place) or ".")
        same = [other for other in names if other.casefold() == name.casefold()]
        if len(same) == 1:
            return same[0], True
        limit = max(1, len(name) // 6)
        close = [
            other
            for other in names
            if abs(len(other) - len(name)) <= limit and distance(name, other, limit) <= limit
        ]
        if len(close) == 1:
            return close[0], False
    return "", False


def _fix(image: Mention, name: str) -> Fix | None:
    span = image.span
    head, slash, last = image.text.rpartition("/")
    if not name or not image.known or " " in name or set("?#%") & set(last):
        return None
    if span.end - span.start != len(image.text.encode("utf-8", "replace")):
        return None
    text = f"{head}{slash}{name}"
    return Fix((Edit(span.start, span.end, text),), f"Write {text}", safe=False)
