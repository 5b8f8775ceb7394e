"""Links and images that template calls print, told by their arguments."""

from pathlib import Path

import pytest
from pages import page

from seolint.discovery import discover
from seolint.document import Document, Shortcode
from seolint.engine.run import run
from seolint.prose import UNKNOWN

PHOTO = {"photo": Shortcode(src=("file",), alt=("text",))}
PLACED = {"photo": Shortcode(src=("1",), alt=("2",))}
BUTTON = {"button": Shortcode(href=("to",))}


def shown(doc: Document) -> list[tuple[str, str]]:
    """The URL and the alt of each image of a template call, the first read at its place."""
    assert all(image.element == "img" for image in doc.images)
    images = [image for image in doc.images if image.kind == "shortcode"]
    for image in images:
        if UNKNOWN not in image.url:
            assert doc.text[slice(*image.url_place)] == image.url
        if image.alt.known and image.alt.text:
            assert doc.text[image.alt.start : image.alt.end] == image.alt.text
        assert doc.text[image.start] == "{" and doc.text[image.end - 1] == "}"
    return [(image.url, image.alt.text) for image in images]


@pytest.mark.parametrize(
    ("generator", "text"),
    [
        ("hugo", '{{< photo file="a.png" text="A kiln" >}}'),
        ("hugo", '{{<photo text="A kiln" file=`a.png`/>}}'),
        ("hugo", '{{% photo class="x > y"\n  file=a.png\n  text="A kiln" %}}'),
        ("hugo", 'Ünï {{< photo file="a.png" text="A kiln" >}}**x**{{< /photo >}} on'),
        ("hugo", '- one\n  > {{< photo file=a.png text="A kiln" />}}'),
        ("jekyll", "{%- photo file='a.png' text=\"A kiln\" -%}"),
        ("jekyll", '{% include photo file="a.png" text="A kiln" %}'),
        ("eleventy", '{% photo file="a.png", text="A kiln" %}'),
        ("zola", '{{ photo(file="a.png", text="A kiln") }}'),
        ("zola", '{% photo(file="a.png", text="A kiln") %}x{% end %}'),
    ],
)
def test_arguments_by_name(generator: str, text: str) -> None:
    doc = page(f"---\ntitle: A\n---\n\n{text}\n", generator=generator, shortcodes=PHOTO)
    assert shown(doc) == [("a.png", "A kiln")]


def test_arguments_by_place() -> None:
    text = '{% photo "a.png", "A kiln" %} {% photo "b.png" %} {{< photo c.png "C" >}}'
    doc = page(text, generator="eleventy", shortcodes=PLACED)
    assert shown(doc) == [("a.png", "A kiln"), ("b.png", UNKNOWN), ("c.png", "C")]


@pytest.mark.parametrize(
    ("generator", "text"),
    [
        ("jekyll", "{% photo file=page.image text=page.alt %}"),
        ("eleventy", '{% photo file="{{ a }}.png", text="{{ b }}" %}'),
        ("zola", "{{ photo(file=page.image, text=alt) }}"),
        ("hugo", r'{{< photo file="a\\b.png" text="\"a\"" >}}'),
    ],
)
def test_what_a_template_computes_is_unknown(generator: str, text: str) -> None:
    doc = page(text, generator=generator, shortcodes=PHOTO)
    assert shown(doc) == [(UNKNOWN, UNKNOWN)]
    assert not doc.images[0].known


@pytest.mark.parametrize(
    ("generator", "text"),
    [
        ("hugo", '{{</* photo file="a.png" */>}}'),
        ("hugo", '`{{< photo file="a.png" >}}`'),
        ("hugo", '```\n{{< photo file="a.png" >}}\n```'),
        ("hugo", '<!-- {{< photo file="a.png" >}} -->'),
        ("hugo", '{{< highlight go >}}\n{{< photo file="a.png" >}}\n{{< /highlight >}}'),
        ("hugo", '{{< /photo file="a.png" >}}'),
        ("hugo", '{{< photos file="a.png" >}}'),
        ("hugo", '{{< photo file="a.png" (index .x 0) >}}'),
        ("jekyll", '{% raw %}\n## One\n{% photo file="a.png" %}\n{% endraw %}'),
        ("jekyll", '{% comment %}{% photo file="a.png" %}{% endcomment %}'),
        ("eleventy", '{% photo {file: "a.png"} %}'),
        ("eleventy", '{% photo file="a.png" | url %}'),
        ("zola", '{{ photo }} {{ photo | get(file="a.png") }}'),
        ("zola", '```\n{{ photo(file="a.png") }}\n```'),
    ],
)
def test_what_is_no_call_that_can_be_read(generator: str, text: str) -> None:
    assert not page(text, generator=generator, shortcodes=PHOTO).images


def test_links() -> None:
    text = 'A {{< button to="/clay/#fire" class="x" >}} and {{< button to="" >}}, [b](/b/).'
    doc = page(text, generator="hugo", shortcodes=BUTTON)
    first, second = doc.links
    assert (first.kind, first.url, first.known, first.name) == (
        "shortcode",
        "/clay/#fire",
        False,
        UNKNOWN,
    )
    assert doc.text[slice(*first.url_place)] == "/clay/#fire"
    assert second.url == "/b/"


def test_the_figure_of_hugo() -> None:
    lines = (
        '{{< figure src="a.png" alt="A kiln" caption="Fire" link="/kiln/" >}}',
        '{{< figure src="b.png" caption="Fire" >}}',
        '{{< figure src="c.png" alt="" >}}',
        '{{< figure src="d.png" title="Fire" >}}',
    )
    doc = page("\n\n".join(lines), generator="hugo")
    assert shown(doc) == [("a.png", "A kiln"), ("b.png", UNKNOWN), ("c.png", ""), ("d.png", "")]
    assert [image.has_alt for image in doc.images] == [True, True, True, False]
    assert [link.url for link in doc.links] == ["/kiln/"]


def test_images_that_other_generators_know() -> None:
    text = (
        '{% include figure.html src="/a.png" alt="A" %} {% include image.html url="b.png" %} '
        '{% include image.html url="http://kiln.example" %} {% include nav.html src="/c.png" %} '
        '{% responsive_image path: img/d.png alt: "D" %} {% asset e.css alt="E" %}'
    )
    doc = page(text, generator="jekyll")
    assert shown(doc) == [("/a.png", "A"), (UNKNOWN, UNKNOWN), (UNKNOWN, "D")]
    doc = page('{% image "./src/a.png", "A" %} {% image "b.png" %}', generator="eleventy")
    assert shown(doc) == [(UNKNOWN, "A"), (UNKNOWN, UNKNOWN)]


def test_calls_that_are_ignored() -> None:
    text = '# A\n\n{% link "a.md" %}\n'
    assert not page(text, generator="jekyll").dynamic
    assert page(text, generator="jekyll", ignore_shortcodes=("link",)).dynamic
    code = f"# A\n\n```\n{text}\n```\n"
    assert not page(code, generator="zola", ignore_shortcodes=("link",)).dynamic


def told(folder: Path, select: list[str], config: str = "") -> list[tuple[str, str]]:
    """What is reported, and the characters it points at."""
    (folder / "seolint.toml").write_text(config, encoding="utf-8")
    found = run(discover(["."], {"select": select}, cwd=folder)).findings
    return [
        (each.code, (folder / each.path).read_bytes()[each.span.start : each.span.end].decode())
        for each in found
    ]


HUGO = """---
title: Kiln
---
{{< figure src="fire.png" alt="Fire" >}} {{< figure src="/fires.png" alt="img" >}}

{{< figure src="fire.png" >}} {{< photo file="gone.png" >}} {{< button to="/clay/gone/" >}}
"""

SHORTCODES = """[site]
shortcodes = { photo = { src = "file", alt = "text" }, button = { href = "to" } }
"""


def hugo_site(folder: Path) -> None:
    (folder / "hugo.toml").write_text('title = "Kiln"\n', encoding="utf-8")
    (folder / "content" / "kiln").mkdir(parents=True)
    (folder / "content" / "clay").mkdir()
    for name in ("_index", "red", "white"):
        (folder / "content" / "clay" / f"{name}.md").write_text("# Clay\n", encoding="utf-8")
    (folder / "static").mkdir()
    (folder / "static" / "clay.png").write_bytes(b"")
    (folder / "content" / "kiln" / "fire.png").write_bytes(b"")
    (folder / "content" / "kiln" / "index.md").write_text(HUGO, encoding="utf-8")


def test_findings_of_a_site(tmp_path: Path) -> None:
    hugo_site(tmp_path)
    rules = ["IMG001", "IMG002", "IMG012", "LINK010"]
    builtin = [
        ("IMG012", "/fires.png"),
        ("IMG002", "img"),
        ("IMG001", '{{< figure src="fire.png" >}}'),
    ]
    assert sorted(told(tmp_path, rules)) == sorted(builtin)
    declared = [*builtin, ("IMG012", "gone.png"), ("LINK010", "/clay/gone/")]
    assert sorted(told(tmp_path, rules, SHORTCODES)) == sorted(declared)
    ignored = SHORTCODES + 'ignore-shortcodes = ["figure", "photo"]\n'
    assert told(tmp_path, rules, ignored) == [("LINK010", "/clay/gone/")]


@pytest.mark.parametrize("place", ["layouts/shortcodes", "themes/clay/layouts/_shortcodes"])
def test_a_figure_of_the_site_is_another(tmp_path: Path, place: str) -> None:
    hugo_site(tmp_path)
    (tmp_path / place).mkdir(parents=True)
    (tmp_path / place / "figure.html").write_text("<img>", encoding="utf-8")
    assert told(tmp_path, ["IMG001", "IMG012"]) == []


def test_fragments_of_a_page_with_an_ignored_call(tmp_path: Path) -> None:
    (tmp_path / "_config.yml").write_text("title: Kiln\n", encoding="utf-8")
    (tmp_path / "clay.md").write_text("---\n---\n# Clay\n", encoding="utf-8")
    text = "---\n---\n# Kiln\n\n[fire](#fire) {% link clay.md %}\n"
    (tmp_path / "kiln.md").write_text(text, encoding="utf-8")
    assert told(tmp_path, ["LINK011"]) == [("LINK011", "#fire")]
    assert told(tmp_path, ["LINK011"], '[site]\nignore-shortcodes = ["link"]\n') == []
