"""Front matter: the values at the top of a page, and where its body begins."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from seolint.document import ReadingProblem
from seolint.generators.front_matter import FrontMatterRules, Shape
from seolint.patterns import lazy_regex
from seolint.span import Lines
from seolint.values import (
    Field,
    ValueProblem,
    json_end,
    load_json,
    load_mmd,
    load_toml,
    load_yaml,
    mmd_end,
)

Format = Literal["", "yaml", "toml", "json", "mmd", "export"]


class FrontMatter(Struct, frozen=True):
    """The values at the top of a page.

    `format` is empty when there are none, `mmd` for `Key: value` lines, `export` where
    they are program code, whose fields nobody knows. `start` is the code point of the
    opening fence, `body` the one at which the body begins. A block that cannot be read
    has no fields; its body is what follows the closing fence, without one the whole page.
    """

    format: Format = ""
    fields: Mapping[str, Field] = {}
    start: int = 0
    body: int = 0
    problems: tuple[ReadingProblem, ...] = ()


_BEFORE = r"\ufeff?(?P<before>(?:[ \t]*+(?:\r\n|\r|\n))*+)(?P<indent>[ \t]*+)"
_LINE_END = r"(?:\r\n|\r|\n|\Z)"
_BEGINNING = lazy_regex(r"\ufeff?[ \t\r\n]*+(?:---|\+\+\+|;;;|\{\s*+\")")
_OPENING = lazy_regex(
    rf"{_BEFORE}(?P<fence>-{{3,99}}+(?!-)|\+\+\+|;;;)(?P<language>[a-z]*+)"
    rf"(?P<after>[ \t]*+){_LINE_END}"
)
_OBJECT = lazy_regex(rf'{_BEFORE}(?P<fence>\{{)(?P<language>)(?P<after>)(?=\s*+"[^"\n]*+"\s*+:)')
_AFTER_OBJECT = lazy_regex(rf"[ \t]*+{_LINE_END}")
_LONE_BRACE = lazy_regex(r"[\r\n]\}(?=[ \t]*+(?:[\r\n]|\Z))")
_LITERAL_CLOSING = lazy_regex(rf"(?:---|\.\.\.)[^\r\n]*+{_LINE_END}")
_LINE_BREAK = lazy_regex(r"[\r\n]")
_LATE_CLOSING = lazy_regex(rf"[\r\n](?P<fence>---|;;;)[ \t]*+{_LINE_END}")
_UNOPENED = lazy_regex(r'[\w.-]+[ \t]*:|"[^"\r\n]+"\s*:')
_EXPORT = lazy_regex(r"(?:^|[\r\n])export\s+const\s+meta(?:data)?\s*=\s*\{")
_SCRIPTS = ("js", "javascript")
_MISREAD = ("\t", "{{", "{%")
"""Where values begin of which each parser makes something else, but none what is meant."""

_KEY: Mapping[str, re.Pattern[str]] = {
    "yaml": lazy_regex(r"[\w.-]+[ \t\u00a0]*:"),
    "toml": lazy_regex(r"""\s*(?:\[|[\w."'-]+[ \t]*=)"""),
    "json": lazy_regex(r'\s*[{"]'),
}
"""How the first line of a block begins that is meant as front matter."""


@cache
def _closing(fence: str) -> re.Pattern[str]:
    dots = r"|\.\.\." if fence == "---" else ""
    return re.compile(rf"[\r\n](?P<fence>{re.escape(fence)}{dots})[ \t]*+{_LINE_END}")


@cache
def _formats() -> tuple[Callable[[Lines], Any], ...]:
    """The formats that stand between fences, in the form that python-frontmatter gives formats.

    Its own ones keep no places, strip the body and drop prose between two rules. It
    imports PyYAML, so it is imported when the first page needs it.
    """
    from frontmatter.default_handlers import BaseHandler

    class Yaml(BaseHandler):
        """YAML between `---`. What `split` returns keeps the positions of the page."""

        FM_BOUNDARY = _OPENING
        name: Format = "yaml"
        signs: tuple[str, ...] = ("-", "yaml", "yml")
        opening: re.Match[str]

        def __init__(self, lines: Lines) -> None:
            super().__init__()
            self.lines = lines
            self.problems: list[ValueProblem] = []

        def detect(self, text: str) -> bool:
            match = _OPENING.match(text)
            if match is None or (match["language"] or match["fence"][0]) not in self.signs:
                return False
            self.opening = match
            return True

        def split(self, text: str) -> tuple[str, str]:
            """The page up to the closing fence, and its body.

            Raises:
                ValueError: there is no closing fence.
            """
            closing = _closing(self.opening["fence"]).search(text, self.opening.end() - 1)
            if closing is None:
                raise ValueError
            return text[: closing.start("fence")], text[closing.end() :]

        def load(self, fm: str) -> dict[str, Any]:
            start, end = self.opening.end(), len(fm)
            fields, self.problems = load_yaml(fm, self.lines, start, end)
            return fields

    class Toml(Yaml):
        """TOML between `+++`."""

        name: Format = "toml"
        signs = ("+", "toml")

        def load(self, fm: str) -> dict[str, Any]:
            start, end = self.opening.end(), len(fm)
            fields, self.problems = load_toml(fm, self.lines, start, end)
            return fields

    class Json(Yaml):
        """A JSON object; between `;;;` only its members."""

        name: Format = "json"
        signs = (";", "json")

        def detect(self, text: str) -> bool:
            match = _OBJECT.match(text)
            if match is None:
                return super().detect(text)
            self.opening = match
            return True

        def split(self, text: str) -> tuple[str, str]:
            if self.opening["fence"] != "{":
                return super().split(text)
            end = json_end(text, self.opening.start("fence"))
            if end is None:
                closing = _LONE_BRACE.search(text, self.opening.end())
                if closing is None:
                    raise ValueError
                end = closing.end()
            after = _AFTER_OBJECT.match(text, end)
            return text[:end], text[end if after is None else after.end() :]

        def load(self, fm: str) -> dict[str, Any]:
            fence, start = self.opening["fence"], self.opening.end()
            if fence == "{":
                start -= 1
            braces = fence != ";;;"
            fields, self.problems = load_json(fm, self.lines, start, len(fm), braces=braces)
            return fields

    return Yaml, Toml, Json


def read_front_matter(text: str, lines: Lines, rules: FrontMatterRules, path: str) -> FrontMatter:
    """The front matter of a page, as a generator with these rules reads it.

    `text` has the code points of `lines.text`, with bad bytes replaced and a blank for the
    byte order mark. `path` is relative to the root.
    """
    if lines.text.startswith("\ufeff"):
        text = "\ufeff" + text[1:]
    found = _fenced(text, lines, rules, path) if _BEGINNING.match(text) else None
    if found is None and rules.refusal("key-lines", path) is None:
        found = _key_lines(text, lines, 0)
    if found is None and rules.refusal("unopened", path) is None:
        found = _unopened(text, lines)
    if found is None and path.endswith(".mdx") and _EXPORT.search(text):
        found = FrontMatter("export")
    if found is None and rules.requires(path):
        found = _missing(text, rules)
    return found or FrontMatter()


class _Block(NamedTuple):
    """What stands between two fences, in code points; `keyed` when it begins with a key."""

    reader: Any
    opening: re.Match[str]
    start: int
    close: int
    body: int
    closed: bool
    keyed: bool


def _find_block(text: str, lines: Lines) -> _Block | None:
    from frontmatter import detect_format

    reader: Any = detect_format(text, (format(lines) for format in _formats()))
    if reader is None:
        return None
    opening: re.Match[str] = reader.opening
    start = opening.start("fence")
    keyed = _KEY[reader.name].match(text, opening.end()) is not None or opening["fence"] == "{"
    try:
        block, content = reader.split(text)
    except ValueError:
        return _Block(reader, opening, start, len(text), 0, False, keyed)
    return _Block(reader, opening, start, len(block), len(text) - len(content), True, keyed)


def _fenced(text: str, lines: Lines, rules: FrontMatterRules, path: str) -> FrontMatter | None:
    """The block between fences; None when it is ordinary text."""
    block = _find_block(text, lines)
    if block is None:
        return _script(text)
    for shape, start, end in _shapes(text, block):
        refusal = rules.refusal(shape, path)
        if refusal is not None:
            meant = block.keyed or (block.closed and shape in ("empty", "toml"))
            if not refusal or not meant:
                return None
            return _broken(block, *_SHAPES[shape], start, end, refusal)
    if rules.literal:
        return _key_lines(text, lines, block.opening.end(), fenced=True)
    if not block.closed:
        fence = block.opening["fence"]
        end = block.start + len(fence)
        message = f"Front matter without a closing `{_CLOSERS.get(fence, fence)}`"
        broken = _broken(block, message, "Close it", block.start, end, rules.unclosed)
        return broken if block.keyed else None
    fields = block.reader.load(text[: block.close])
    repeats: list[ReadingProblem] = []
    for problem in block.reader.problems:
        shape = problem.data.get("shape")
        refusal = rules.refusal(shape or "scalar", path)
        if problem.kind == "duplicate":
            repeats.append(_reading_problem(problem))
        elif shape == "unknown-tag" and not refusal:
            continue
        elif not block.keyed and not refusal:
            return None
        else:
            consequence = rules.invalid if shape is None else refusal or ""
            if text.startswith(_MISREAD, problem.start):
                consequence = ""
            advice = problem.data.get("help", "")
            return _broken(block, problem.message, advice, problem.start, problem.end, consequence)
    return FrontMatter(block.reader.name, fields, block.start, block.body, tuple(repeats))


def _script(text: str) -> FrontMatter | None:
    """Front matter that is JavaScript, which only its generator can read."""
    opening = _OPENING.match(text)
    if opening is None or opening["language"] not in _SCRIPTS:
        return None
    closing = _closing("---").search(text, opening.end() - 1)
    return closing and FrontMatter("export", {}, opening.start("fence"), closing.end())


def _broken(
    block: _Block, message: str, advice: str, start: int, end: int, consequence: str
) -> FrontMatter:
    problem = _problem(message, advice, start, end, consequence)
    return FrontMatter(block.reader.name, {}, block.start, block.body, (problem,))


def _problem(message: str, advice: str, start: int, end: int, consequence: str) -> ReadingProblem:
    help = "; as it is, ".join([part for part in (advice, consequence) if part])
    return ReadingProblem("front-matter", message, start, end, {"help": help} if help else {})


def _shapes(text: str, block: _Block) -> Iterator[tuple[Shape, int, int]]:
    """What is peculiar about the fences of a block, and where."""
    opening = block.opening
    start, end = opening.span("fence")
    if text.startswith("\ufeff"):
        yield "bom", 0, 1
    if opening["before"]:
        yield "blank-first", start, end
    if opening["indent"]:
        yield "indented", *opening.span("indent")
    if opening["after"]:
        yield "trailing-blanks", *opening.span("after")
    if opening["language"]:
        yield "language", *opening.span("language")
    elif opening["fence"] in _FENCES:
        yield _FENCES[opening["fence"]], start, end
    elif end - start > 3:
        yield "long-fence", start, end
    if text.startswith("...", block.close):
        yield "dots", block.close, block.close + 3
    if block.closed and block.close == opening.end():
        yield "empty", start, end


def _key_lines(text: str, lines: Lines, start: int, *, fenced: bool = False) -> FrontMatter | None:
    """`Key: value` lines from `start` on; None when there is neither one nor a fence pair."""
    start += text.startswith("\ufeff", start)
    end = mmd_end(text, start)
    closing = _LITERAL_CLOSING.match(text, end)
    if end == start and not (fenced and closing):
        return None
    fields, problems = load_mmd(text, lines, start, end)
    body = end if closing is None else closing.end()
    return FrontMatter("mmd", fields, 0, body, tuple(map(_reading_problem, problems)))


def _unopened(text: str, lines: Lines) -> FrontMatter | None:
    """YAML, or the members of a JSON object, with a closing fence only, as in Hexo."""
    start = int(text.startswith("\ufeff"))
    closing = _LATE_CLOSING.search(text)
    if closing is None or not _UNOPENED.match(text, start):
        return None
    close = closing.start("fence")
    format: Format = "json" if closing["fence"][0] == ";" else "yaml"
    if format == "json":
        fields, wrong = load_json(text, lines, start, close, braces=False)
    else:
        fields, wrong = load_yaml(text, lines, start, close)
    if not fields or any(problem.kind != "duplicate" for problem in wrong):
        return None
    return FrontMatter(format, fields, start, closing.end(), tuple(map(_reading_problem, wrong)))


def _reading_problem(problem: ValueProblem) -> ReadingProblem:
    kind: Literal["duplicate-key", "front-matter"] = (
        "duplicate-key" if problem.kind == "duplicate" else "front-matter"
    )
    return ReadingProblem(kind, problem.message, problem.start, problem.end, problem.data)


def _missing(text: str, rules: FrontMatterRules) -> FrontMatter:
    start = len(text) - len(text.lstrip())
    start = start if start < len(text) else 0
    line_end = _LINE_BREAK.search(text, start)
    end = len(text) if line_end is None else line_end.start()
    problem = _problem("The page has no front matter", "Add it", start, end, rules.missing)
    return FrontMatter(problems=(problem,))


_CLOSERS: Mapping[str, str] = {"{": "}"}
_FENCES: Mapping[str, Shape] = {"+++": "toml", ";;;": "semicolons", "{": "json"}
_NOT_READ = "Write it as YAML between `---` lines"
_SHAPES: Mapping[Shape, tuple[str, str]] = {
    "bom": (
        "A byte order mark comes before the front matter",
        "Save the file without a byte order mark",
    ),
    "blank-first": (
        "Blank lines come before the front matter",
        "Begin the file with the opening fence",
    ),
    "indented": ("The opening fence is indented", "Remove the blanks before it"),
    "trailing-blanks": ("Blanks follow the opening fence", "Remove them"),
    "language": ("The opening fence names a language", "Write YAML and a bare fence"),
    "long-fence": ("The fence has more than three dashes", "Write `---`"),
    "dots": ("The front matter ends with `...`", "End it with `---`"),
    "empty": ("The front matter is empty", "Fill it or remove it"),
    "toml": ("The front matter is TOML", _NOT_READ),
    "json": ("The front matter is JSON", _NOT_READ),
    "semicolons": ("The front matter is JSON", _NOT_READ),
}
"""What a refused shape is called, and what to do."""
