"""What a page tells other pages, and what a site knows of the time."""

from datetime import date, timedelta

import pytest
from msgspec.structs import replace
from pages import NOWHERE

from seolint.engine.page import check_page
from seolint.facts import Facts
from seolint.generators import by_name
from seolint.read import read
from seolint.site import Site

PLAIN = by_name("plain")
SETTINGS = PLAIN.settings(NOWHERE)


def facts(text: str, path: str = "post.md") -> Facts:
    return check_page(path, text.encode(), (), PLAIN, SETTINGS).facts


def test_the_time_is_that_of_the_site(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1714521600")
    assert Site([], SETTINGS).now.utcoffset() == timedelta(0)
    assert Site([], SETTINGS).today == date(2024, 5, 1)
    west = Site([], replace(SETTINGS, time_zone="America/New_York"))
    assert west.now == Site([], SETTINGS).now
    assert west.today == date(2024, 4, 30)


@pytest.mark.parametrize("name", ["", "Nowhere/Else", "../etc/passwd", "\0"])
def test_an_unknown_time_zone_is_utc(name: str) -> None:
    assert Site([], replace(SETTINGS, time_zone=name)).now.utcoffset() == timedelta(0)


@pytest.mark.parametrize(
    ("front_matter", "pictured"),
    [
        ("image: pot.jpg", True),
        ("coverImage: pot.jpg", True),
        ("bannerCloudinaryId: pots/17", True),
        ("og-image: {url: pot.jpg}", True),
        ("header: {teaser_image: pot.jpg}", True),
        ("image:", False),
        ("featured: true", False),
        ("image_alt: A pot", False),
        ("authorImageURL: ines.jpg", False),
        ("discover: pots", False),
    ],
)
def test_a_page_is_pictured_when_a_key_names_a_picture(front_matter: str, pictured: bool) -> None:
    assert facts(f"---\n{front_matter}\n---\nClay.\n").pictured is pictured


def test_the_image_of_the_head_is_the_image_of_the_page() -> None:
    head = '<meta property="og:image" content="https://clay.example/pot.jpg">'
    page = facts(f"<html><head>{head}</head><body>Clay.</body></html>", "clay.html")
    assert page.fields["image"].text == "https://clay.example/pot.jpg"
    assert page.pictured


@pytest.mark.parametrize(
    ("text", "opens"),
    [("# Clay\n\nHeavy.\n", [True]), ("Heavy.\n\n# Clay\n", [False]), ("# Clay\n", [True])],
)
def test_a_heading_tells_whether_it_opens_the_page(text: str, opens: list[bool]) -> None:
    assert [heading.opens for heading in facts(text).headings] == opens


@pytest.mark.parametrize(
    "text",
    [
        "# The Pot\n\n## The Pot\n\n## “Rye -- `a--b`” & more! {#own}\n\nClay\n---\n\n## The Pot\n",
        "# Pot\n\n<h2 hidden>Pot</h2>\n\n<div hidden>\n\n## Pot\n\n</div>\n\n## Pot\n",
        "# Töpfe & Öfen\n\nClay.\n",
        "Clay.\n",
    ],
)
def test_a_site_knows_the_heading_ids_that_the_page_knows(text: str) -> None:
    page, doc = facts(text), read("post.md", text.encode(), PLAIN, SETTINGS)
    told = [
        ids
        for heading, ids in zip(doc.headings, doc.heading_ids, strict=True)
        if not heading.hidden
    ]
    assert Site([page], SETTINGS).heading_ids(page) == told
