import pytest

from seolint.report.pages import PageLines, Place


def lines(data: bytes) -> PageLines:
    return PageLines(lambda path: data)


def test_lines_end_as_in_an_editor():
    page = lines(b"one\r\ntwo\rthree\nfo\x0cur")
    assert [page.line("a.md", byte) for byte in (0, 3, 4, 5, 8, 9, 14, 15, 20, 21)] == [
        *("one", "one", "one", "two", "two", "three", "three"),
        *("fo\x0cur", "fo\x0cur", None),
    ]


@pytest.mark.parametrize(
    ("byte", "place"),
    [
        (0, (1, 1, 1)),
        (3, (1, 2, 4)),
        (4, (2, 1, 1)),
        (6, (2, 3, 3)),
        (8, (3, 1, 1)),
        (10, (3, 2, 3)),
        (11, (3, 3, 4)),
        (12, (4, 1, 1)),
    ],
)
def test_the_place_of_a_byte(byte, place):
    assert lines("麦\nab\r\né\udcff\r".encode(errors="surrogateescape")).place("a.md", byte) == (
        Place(*place)
    )


def test_a_page_that_is_gone_has_no_lines():
    def gone(path: str) -> bytes:
        raise FileNotFoundError(path)

    page = PageLines(gone)
    assert page.line("a.md", 1) is None
    assert page.place("a.md", 1) is None
    assert page.line_hash("a.md", 1) is None
    assert PageLines({}.__getitem__).line("deleted.md", 1) is None


GREETINGS = ["e9496ae3ebfced30:1", "fb7c023a8b9ccb3f:1", "ce8ba1a563dcdaca:1"]
GREETINGS += ["e20e36e16fcb0cc8:1", "b3edc88f2938467e:1", "c8e28b0b4002a3a0:1"]
GREETINGS += ["c129715d7a2bc9a3:1"]
LOREM = [f"a7f2ff13bc495cf2:{n}" for n in range(1, 7)]
LOREM += ["a7f2ff1481e87703:1", "a9cf91f7bbf1862b:1", "55ec222b86bcae53:1"]
LOREM += ["cc97dc7b1d7d8f7b:1", "c129715d7a2bc9a3:1"]


@pytest.mark.parametrize(
    ("text", "hashes"),
    [
        ("", ["c129715d7a2bc9a3:1"]),
        (
            " a\nb\n  \t\tc\n d",
            ["271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1", "a23a3dc5e078b07b:1"],
        ),
        (" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End\n", GREETINGS),
        (" hello; \t\nworld!!!\r\r\r  \t\tGreetings\r End\r", GREETINGS),
        (" hello; \t\r\nworld!!!\r\n\r\n\r\n  \t\tGreetings\r\n End\r\n", GREETINGS),
        (" hello; \t\nworld!!!\r\n\n\r  \t\tGreetings\r End\r\n", GREETINGS),
        ("Lorem ipsum dolor sit amet.\n" * 10, LOREM),
    ],
)
def test_the_hash_of_a_line_is_that_of_the_upload_action(text, hashes):
    """The values are those of the action's own test, `src/fingerprints.test.ts`."""
    page = lines(text.encode())
    assert [page.line_hash("a.md", n) for n in range(1, len(hashes) + 1)] == hashes
    assert page.line_hash("a.md", len(hashes) + 1) is None


@pytest.mark.parametrize(
    "data",
    ["麦 𝒳y\n😀\r\n".encode(), b"\xff\xe2\x82 x\n\xf0\x9f\n", b"\xef\xbb\xbf# T\n", b"\r \nx"],
)
def test_the_hash_goes_unit_by_unit(data):
    """Against the action's way: a window that rolls over the units of the whole file."""
    expected = []
    units = data.decode("utf-8", "replace").encode("utf-16-le")
    codes = [int.from_bytes(units[n : n + 2], "little") for n in range(0, len(units), 2)]
    kept, starts, after_cr, start = [], [], False, True
    for code in [*codes, 65535]:
        if code in (9, 32) or (after_cr and code == 10):
            after_cr = False
            continue
        after_cr = code == 13
        code = 10 if code == 13 else code
        starts += [len(kept)] if start else []
        start = code == 10
        kept.append(code)
    counts: dict[int, int] = {}
    for first in starts:
        window = [*kept, *[0] * 100][first : first + 100]
        value = sum(unit * 37 ** (99 - n) for n, unit in enumerate(window)) % 2**64
        counts[value] = counts.get(value, 0) + 1
        expected.append(f"{value:x}:{counts[value]}")
    assert [lines(data).line_hash("a.md", n + 1) for n in range(len(starts))] == expected
