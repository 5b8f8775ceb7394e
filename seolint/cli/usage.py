"""What a wrong command line is answered with, and how options are listed in help."""

import re
from collections.abc import Iterable
from typing import Any

import typer
from typer.core import TyperCommand

UsageError: type[Exception] = typer.BadParameter.__mro__[1]
"""What typer raises for a wrong command line, wherever its parser lives."""

_NO_COMMAND = re.compile(r"No such command '([^']*)'")
_NOT_A_CHOICE = re.compile(r"'([^']*)' is not one of ")


class CommandLineError(Exception):
    """A command line that cannot be followed. `help` says what to do."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.help = help

    def __str__(self) -> str:
        from seolint.escapes import escape

        help = f"\n  = help: {escape(self.help)}" if self.help else ""
        return f"error: {escape(self.args[0])}{help}"


class SectionedCommand(TyperCommand):
    """A command whose help lists its options by section."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Writes one list for each section, in the order of the parameters."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                kind = "Arguments" if parameter.param_type_name == "argument" else "Options"
                title = getattr(parameter, "rich_help_panel", None) or kind
                sections.setdefault(title, []).append(record)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl(records)


def did_you_mean(word: str, known: Iterable[str], mark: str = "`") -> str | None:
    """`did you mean this or that?`, or None when nothing is near."""
    from seolint.spelling import nearest

    words = " or ".join(f"{mark}{near}{mark}" for near in nearest(word, known))
    return f"did you mean {words}?" if words else None


def describe(error: Any) -> CommandLineError:
    """What typer found wrong, in our words and with a suggestion."""
    message = error.format_message().strip().rstrip(".")
    help = None
    if message.startswith("No such option"):
        message = f"no such option: {error.option_name}"
        known = [name for parameter in error.ctx.command.params for name in parameter.opts]
        help = did_you_mean(error.option_name, known)
    elif unknown := _NO_COMMAND.match(message):
        message = f"no such command: {unknown[1]}"
        help = did_you_mean(unknown[1], error.ctx.command.commands)
    elif choice := _NOT_A_CHOICE.search(message):
        help = did_you_mean(choice[1], error.param.type.choices)
    return CommandLineError(message[:1].lower() + message[1:], help)
