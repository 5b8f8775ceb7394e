"""What may stand at the end of a command line that is being written."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

FILES = ":files"
FOLDERS = ":folders"
"""Suggestions that stand for what the shell itself knows best."""

_RULES = ("RULE", "RULES", "[SELECTOR]...")
_FILE = ("FILE", "PATH", "GLOB", "[PATH]", "[PATHS]...")
_FOLDER = ("DIR", "[DIR]")


class Suggestion(NamedTuple):
    """A word that fits, and a few words about it."""

    word: str
    about: str = ""


def suggest(group: Any, words: Sequence[str]) -> list[Suggestion]:
    """What the last of the words may become. The first is the program.

    Everything is read from the commands as they are declared: their options, the words
    that an option takes, and for others the kind that its metavar names.
    """
    *before, current = words[1:] or [""]
    main = group.commands.get("check")
    if not before:
        files = [Suggestion(FILES)] if main is not None else []
        return [*_starting(_commands(group, current), current), *files]
    command = group.commands.get(before[0], main)
    if command is None:
        return []
    if hasattr(command, "commands"):
        return suggest(command, words[1:])
    if before[0] in group.commands:
        before = before[1:]
    options = [each for each in command.params if each.param_type_name == "option"]
    waiting = _waiting(options, before)
    if waiting is not None:
        return list(_values(waiting, current))
    if current.startswith("-") and "--" not in before:
        name, equals, value = current.partition("=")
        option = _named(options, name)
        if equals and option is not None:
            found = _values(option, value)
            return [
                each._replace(word=f"{name}={each.word}") for each in found if each.word[0] != ":"
            ]
        return list(_starting(_flags(options, before), current))
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    last = [each for each in arguments if each.nargs == -1]
    next_ = [*arguments[_positional(options, before) :], *last]
    return list(_values(next_[0], current)) if next_ else []


def _commands(group: Any, current: str) -> Iterator[Suggestion]:
    for name, command in group.commands.items():
        yield Suggestion(name, command.get_short_help_str(60))
    if current.startswith("-"):
        yield Suggestion("--help")
        if "check" in group.commands:
            yield Suggestion("--version")


def _flags(options: Iterable[Any], before: Sequence[str]) -> Iterator[Suggestion]:
    """The options that may still be given, by their long names."""
    for option in options:
        repeats = option.multiple or option.count
        if repeats or not any(name in before for name in option.opts):
            help = (option.help or "").partition(". [")[0].partition("; ")[0]
            yield Suggestion(max(option.opts, key=len), help.rstrip("."))
    yield Suggestion("--help", "Show what the command takes")


def _takes_value(option: Any) -> bool:
    return not (option.is_flag or option.count)


def _named(options: Iterable[Any], name: str) -> Any:
    return next((each for each in options if name in each.opts), None)


def _waiting(options: Sequence[Any], before: Sequence[str]) -> Any:
    """The option whose value comes next."""
    if not before or "--" in before:
        return None
    option = _named(options, before[-1])
    return option if option is not None and _takes_value(option) else None


def _positional(options: Sequence[Any], before: Sequence[str]) -> int:
    """How many words before are neither options nor their values."""
    count = 0
    for index, word in enumerate(before):
        is_value = _waiting(options, before[:index]) is not None
        count += not is_value and not word.startswith("-")
    return count


def _values(parameter: Any, current: str) -> Iterator[Suggestion]:
    choices = getattr(parameter.type, "choices", None)
    metavar = parameter.metavar or parameter.name.upper()
    if choices is not None:
        yield from _starting(map(Suggestion, map(str, choices)), current)
    elif metavar in _RULES:
        yield from _in_list(_rules(), current, commas=metavar == "RULES")
    elif metavar == "GRADES":
        yield from _in_list(_grades(), current, commas=True)
    elif metavar == "NAME[:FILE]":
        from seolint.report import FORMATS, installed_reporters

        formats = [*FORMATS, *installed_reporters()]
        yield from _starting(map(Suggestion, formats), current)
    elif metavar in _FILE:
        yield Suggestion(FILES)
    elif metavar in _FOLDER:
        yield Suggestion(FOLDERS)


def _starting(found: Iterable[Suggestion], current: str) -> Iterator[Suggestion]:
    return (each for each in found if each.word.startswith(current))


def _in_list(found: Iterable[Suggestion], current: str, *, commas: bool) -> Iterator[Suggestion]:
    """The words that continue a list with commas."""
    head, comma, last = current.rpartition(",") if commas else ("", "", current)
    given = head.split(",")
    for each in _starting(found, last):
        if each.word not in given:
            yield each._replace(word=f"{head}{comma}{each.word}")


def _grades() -> Iterator[Suggestion]:
    yield Suggestion("G", "a search engine says so")
    yield Suggestion("S", "a standard says so")
    yield Suggestion("M", "measured on real pages")
    yield Suggestion("F", "folklore")


def _rules() -> Iterator[Suggestion]:
    """Codes, names and families of the rules that are known where the user stands."""
    from seolint.cli.catalogue import local_config
    from seolint.config import ConfigError
    from seolint.packs import find_packs

    try:
        packs = local_config().packs
    except ConfigError:
        packs = find_packs()
    yield Suggestion("all", "every rule")
    for family in sorted({file.family for file in packs.files.values()}):
        yield Suggestion(family, "a family")
    for code, file in sorted(packs.files.items()):
        yield Suggestion(code, file.name)
    for name, code in sorted(packs.names.items()):
        yield Suggestion(name, code)
