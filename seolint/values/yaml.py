"""YAML as fields, or as plain values."""

from collections.abc import Iterator, Mapping
from typing import Any

from seolint.patterns import lazy_regex
from seolint.prose import Prose
from seolint.span import Lines
from seolint.values.complaints import explain_yaml, tight_colon
from seolint.values.field import Field, FieldType
from seolint.values.problems import (
    BLOCK_LIMITS,
    FILE_LIMITS,
    MAX_DEPTH,
    Limits,
    UnreadableText,
    ValueProblem,
    Values,
    check_size,
    duplicate,
    too_deep,
)
from seolint.values.templates import line_around, prose_of, unquoted_template

_TYPES: Mapping[str, FieldType] = {
    "tag:yaml.org,2002:str": "str",
    "tag:yaml.org,2002:int": "int",
    "tag:yaml.org,2002:float": "float",
    "tag:yaml.org,2002:bool": "bool",
    "tag:yaml.org,2002:null": "null",
    "tag:yaml.org,2002:timestamp": "date",
    "tag:yaml.org,2002:seq": "list",
    "tag:yaml.org,2002:omap": "list",
    "tag:yaml.org,2002:pairs": "list",
    "tag:yaml.org,2002:map": "map",
    "tag:yaml.org,2002:set": "map",
    "tag:yaml.org,2002:binary": "str",
    "tag:yaml.org,2002:value": "str",
    "tag:yaml.org,2002:merge": "str",
}
_NODE_TYPES: Mapping[str, FieldType] = {"scalar": "str", "sequence": "list", "mapping": "map"}
_TAG = lazy_regex(r"(?:&\S+\s+)?(!\S*)")
_TAB_AFTER_COLON = lazy_regex(r":[ \t]*\t")


def load_yaml(text: str, lines: Lines, start: int, end: int) -> Values:
    """The fields of the YAML mapping in `text[start:end]`, with places in `text`.

    Types are those of YAML 1.1, values stay as they are written. A tag that is no standard
    one, and a document that is a list or a scalar, are problems of kind `shape`.
    """
    if text.startswith("\ufeff", start, end):
        start += 1
    source = text[start:end]
    try:
        document = _compose(source, BLOCK_LIMITS)
        if document is None:
            return {}, []
        if document.id != "mapping":
            return {}, [_no_mapping(source, start, document)]
        reader = _Fields(source, lines, start)
        return reader.mapping(document, ""), reader.problems
    except UnreadableText as error:
        return {}, [error.within(start)]


def parse_yaml(text: str) -> Any:
    """A YAML file as plain values, for configurations.

    Tags that are no standard ones are ignored; dates stay text.

    Raises:
        ValueSyntaxError: it is no YAML, or exceeds the limits.
    """
    text = text.removeprefix("\ufeff")
    try:
        document = _compose(text, FILE_LIMITS)
    except UnreadableText as error:
        raise error.alone(text) from error
    return None if document is None else _plain(document, {})


def _no_mapping(source: str, offset: int, document: Any) -> ValueProblem:
    start, end = line_around(source, document.start_mark.index)
    shape, name = ("list", "a list") if document.id == "sequence" else ("scalar", "plain text")
    found = tight_colon(source, start) if shape == "scalar" else None
    found = found or UnreadableText(f"This is {name}, not keys", start, end, "Write `key: value`")
    problem = found.within(offset)
    data = {"shape": shape, **problem.data}
    return ValueProblem("shape", problem.message, problem.start, problem.end, data)


class _Fields:
    """Makes fields of the nodes of a YAML document."""

    __slots__ = ("lines", "offset", "problems", "source")

    def __init__(self, source: str, lines: Lines, offset: int) -> None:
        self.source = source
        self.lines = lines
        self.offset = offset
        self.problems: list[ValueProblem] = []

    def mapping(self, node: Any, prefix: str) -> dict[str, Field]:
        """The fields of a mapping. Keys that are lists or maps themselves have none."""
        fields: dict[str, Field] = {}
        for key, value in node.value:
            if key.id != "scalar":
                self._refuse_template(node)
                continue
            name = key.value
            start, end, _ = self._place(key)
            if name in fields and name != "<<":
                first = fields[name]
                place = first.key_start, first.key_end
                self.problems.append(duplicate(prefix + name, start, end, place))
            fields[name] = self._field(name, start, end, value, prefix)
        return fields

    def _field(self, key: str, key_start: int, key_end: int, node: Any, prefix: str) -> Field:
        type = _TYPES.get(node.tag) or self._unknown_tag(node)
        lines = self.lines
        if node.id == "scalar":
            start, end, text = self._place(node)
            value = prose_of(lines, text, start, end)
            return Field(
                key, type, value, lines, key_start, key_end, start, end, (), {}, value.known
            )
        items: tuple[Field, ...] = ()
        fields: dict[str, Field] = {}
        prefix = f"{prefix}{key}." if key else prefix
        if node.id == "mapping":
            fields = self.mapping(node, prefix)
        else:
            items = tuple([self._item(item, prefix) for item in node.value])
        inner = (*items, *fields.values())
        start = node.start_mark.index + self.offset
        end = node.end_mark.index + self.offset
        if inner and not node.flow_style:
            end = max(start, *[max(field.key_end, field.end) for field in inner])
        known = all(field.known for field in inner)
        nothing = Prose(lines, [], start, end)
        return Field(
            key, type, nothing, lines, key_start, key_end, start, end, items, fields, known
        )

    def _item(self, node: Any, prefix: str) -> Field:
        start = node.start_mark.index + self.offset
        return self._field("", start, start, node, prefix)

    def _place(self, node: Any) -> tuple[int, int, str]:
        """Where the text of a scalar stands, and the text."""
        start, end = node.start_mark.index, node.end_mark.index
        value: str = node.value
        source = self.source[start:end]
        style = node.style
        if source == value:
            pass
        elif not style:
            if source.endswith(value):
                start = end - len(value)
        elif style in "'\"":
            if source.endswith(f"{style}{value}{style}"):
                start, end = end - len(value) - 1, end - 1
        else:
            end = start + len(source.rstrip())
        return start + self.offset, end + self.offset, value

    def _unknown_tag(self, node: Any) -> FieldType:
        at = node.start_mark.index
        match = _TAG.match(self.source, at)
        start, end = match.span(1) if match is not None else (at, at + 1)
        data = {"shape": "unknown-tag", "help": "Remove the tag"}
        message = f"YAML knows no tag `{node.tag}`"
        place = start + self.offset, end + self.offset
        self.problems.append(ValueProblem("shape", message, *place, data))
        return _NODE_TYPES[node.id]

    def _refuse_template(self, node: Any) -> None:
        start = node.start_mark.index
        if self.source.startswith("{{", start):
            raise unquoted_template(start, node.end_mark.index)


def _plain(node: Any, done: dict[int, Any]) -> Any:
    """The value of a node; `done` has those that an alias may repeat."""
    if node.id == "scalar":
        return _plain_scalar(node.value, _TYPES.get(node.tag))
    if id(node) in done:
        return done[id(node)]
    value: Any
    if node.id == "sequence":
        value = [_plain(item, done) for item in node.value]
    else:
        value = {key.value: _plain(item, done) for key, item in node.value if key.id == "scalar"}
        merged = value.pop("<<", None)
        for source in merged if isinstance(merged, list) else [merged]:
            if isinstance(source, dict):
                value = {**source, **value}
    done[id(node)] = value
    return value


def _plain_scalar(text: str, type: FieldType | None) -> Any:
    if type == "bool":
        return text.lower() in ("yes", "true", "on")
    if type == "null":
        return None
    if type in ("int", "float"):
        digits = text.replace("_", "").lower()
        try:
            return int(digits, 0) if type == "int" else float(digits.replace(".inf", "inf"))
        except ValueError:
            return text
    return text


def _compose(text: str, limits: Limits) -> Any:
    """The root node of a YAML document, None of an empty one.

    The parser's recursion and a walk over the nodes are bounded before either begins:
    libyaml dies of deep nesting, and aliases multiply.

    Raises:
        UnreadableText: it is no YAML, or exceeds the limits.
    """
    import yaml

    check_size(text, limits)
    loader: Any = getattr(yaml, "CSafeLoader", None)
    if loader is None:
        loader = yaml.SafeLoader
        text = _TAB_AFTER_COLON.sub(lambda match: ":" + " " * (len(match[0]) - 1), text)
    try:
        if not _harmless(text):
            _count_events(yaml.parse(text, Loader=loader), limits)
        root: Any = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        raise explain_yaml(text, error) from error
    except (ValueError, RecursionError) as error:
        raise UnreadableText("Not readable as YAML", 0, 1) from error
    if root is not None and "*" in text and _expanded(root, {}) > limits.nodes:
        raise UnreadableText("Aliases multiply the values", 0, 1, kind="limit")
    return root


def _harmless(text: str) -> bool:
    """Whether a text is too short, and has too few marks, to exceed any limit.

    Each value needs a character, and each level of nesting one of these marks.
    """
    return (
        len(text) < BLOCK_LIMITS.nodes
        and sum(map(text.count, "[{-?:")) <= MAX_DEPTH
        and text.count("*") <= BLOCK_LIMITS.aliases
    )


def _count_events(events: Iterator[Any], limits: Limits) -> None:
    import yaml

    depth = nodes = aliases = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            nodes += 1
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            nodes += 1
            depth += 1
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            depth -= 1
        elif kind is yaml.AliasEvent:
            aliases += 1
        if depth > MAX_DEPTH:
            raise too_deep(event.start_mark.index)
        if nodes > limits.nodes or aliases > limits.aliases:
            at = event.start_mark.index
            many = f"{limits.nodes:,} values" if nodes > limits.nodes else f"{aliases - 1} aliases"
            raise UnreadableText(f"More than {many}", at, at + 1, kind="limit")


def _expanded(node: Any, sizes: dict[int, float]) -> float:
    """How many values a node stands for, aliases followed; infinite where it holds itself."""
    if node.id == "scalar":
        return 1
    known = sizes.get(id(node))
    if known is not None:
        return known
    sizes[id(node)] = float("inf")
    size = 1.0
    for part in node.value:
        for inner in part if node.id == "mapping" else (part,):
            size += _expanded(inner, sizes)
    sizes[id(node)] = size
    return size
