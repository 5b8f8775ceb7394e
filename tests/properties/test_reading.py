"""What holds of reading, whatever the bytes."""

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from pages import Places, assert_inside, page, spans

from seolint.document import Document
from seolint.read.decoding import UnreadablePageError
from seolint.span import Lines

PIECES = [
    "# ", "## ", "\n", "\n\n", "\r\n", "\r", "---\n", "+++\n", "title: a\n", "[a](b)", "![c](d)",
    "[e][f]", "[f]: /g\n", "*", "**", "`", "```\n", "> ", "- ", "1. ", "| a | b |\n| - | - |\n",
    "<p>", "</p>", "<a href='x'>", "</a>", "<img src=y>", "<div hidden>", "</div>", "<h2>", "</h2>",
    "<!-- ", " -->", "<b", "&amp;", "&#8211;", "&eacute", "é", "日本", "\U0001f35e", "\ufeff", "\0",
    "{{ x }}", "{% raw %}", "{% endraw %}", "$$", "\\(", "word ", "two words. ", "\t", "    ",
    "https://example.org/a_b", "<svg><use></svg>", "<li>", "<td>", "<pre>", "</pre>", "<code>",
    "<script>", "</script>", "<x-y>", "aria-labelledby", "<!-- seolint-disable-line all -->",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=4), max_size=30).map("".join)
PRINTED = st.lists(
    st.sampled_from([piece for piece in PIECES if piece.isprintable() or piece.endswith("\n")])
    | st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=4),
    max_size=30,
).map(lambda pieces: "".join(pieces).replace("\r", ""))
PATHS = st.sampled_from(["a.md", "a.html", "_posts/2024-01-01-a.markdown", "b.mdx"])
GENERATORS = st.sampled_from(["plain", "jekyll", "hugo", "mkdocs", "astro", "zola", "eleventy"])


def read(text: str | bytes, path: str, generator: str = "plain") -> Document | None:
    try:
        return page(text, path, generator)
    except UnreadablePageError:
        return None


@settings(max_examples=300, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=200) | TEXTS.map(str.encode), PATHS, GENERATORS)
@example(b"\xef\xbb\xbf---\r\ntitle: \xff\r\n---\r\n# \xf0\x9f\x8d\x9e\r", "a.md", "hugo")
def test_reading_never_raises_and_spans_lie_inside(data: bytes, path: str, generator: str) -> None:
    doc = read(data, path, generator)
    if doc is None:
        return
    places = Places(data)
    for span in spans(doc):
        assert_inside(span, data, places)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(TEXTS, PATHS)
def test_prose_slices_back_where_nothing_is_escaped(text: str, path: str) -> None:
    doc = read(text, path)
    if doc is None:
        return
    for prose in [h.text for h in doc.headings] + [b.text for b in doc.blocks]:
        position = 0
        for start, end, read_as, _ in prose.pieces:
            if end - start == len(read_as):
                assert prose.source(position, position + len(read_as)) == (start, end)
            position += len(read_as)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(PRINTED, PATHS, st.sampled_from(["\r\n", "\r"]))
def test_line_ends_change_nothing(text: str, path: str, line_end: str) -> None:
    one = read(text, path)
    other = read(text.replace("\n", line_end), path)
    assert (one is None) == (other is None)
    if one is not None and other is not None:
        assert outline(one) == outline(other)


def outline(doc: Document) -> object:
    return (
        [(h.level, h.name, h.span.line) for h in doc.headings],
        [(link.url.split(), link.name, link.span.line) for link in doc.links],
        [(image.url.split(), image.name, image.span.line) for image in doc.images],
        [(block.kind, block.text.folded, block.span.line) for block in doc.blocks],
        sorted(doc.fields),
    )


@given(st.text(alphabet="ab\n\ré日\U0001f35e\udcff", max_size=3000))
def test_bytes_of_code_points(text: str) -> None:
    lines = Lines(text)
    for position in range(0, len(text) + 1, 7):
        expected = len(text[:position].encode("utf-8", "surrogateescape"))
        assert lines.byte(position) == expected
