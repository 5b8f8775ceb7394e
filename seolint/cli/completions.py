"""`seolint completions`: scripts that let shells complete command lines."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from seolint.cli.suggestions import Suggestion

_BASH = """\
# Completion of seolint for bash. In ~/.bashrc: source <(seolint completions bash)
_seolint() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        case $line in
            :files) ;;
            :folders) compopt -o dirnames 2>/dev/null ;;
            *) COMPREPLY+=("$line") ;;
        esac
    done < <("${COMP_WORDS[0]}" completions bash -- "${COMP_WORDS[@]:0:COMP_CWORD+1}" 2>/dev/null)
}
complete -o default -F _seolint seolint
"""

_ZSH = """\
#compdef seolint
# Completion of seolint for zsh. In ~/.zshrc, after compinit: source <(seolint completions zsh)
_seolint() {
    local line
    local -a found
    while IFS= read -r line; do
        case $line in
            :files) _files ;;
            :folders) _files -/ ;;
            *) found+=("$line") ;;
        esac
    done < <("${words[1]}" completions zsh -- "${(@Q)words[1,CURRENT]}" 2>/dev/null)
    (( $#found )) && _describe -V seolint found
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then
    _seolint "$@"
else
    compdef _seolint seolint
fi
"""

_FISH = """\
# Completion of seolint for fish.
# Once: seolint completions fish > ~/.config/fish/completions/seolint.fish
function __seolint_suggest
    set -l words (commandline -opc) (commandline -ct)
    for line in (seolint completions fish -- $words 2>/dev/null)
        switch $line
            case :files
                __fish_complete_path (commandline -ct)
            case :folders
                __fish_complete_directories (commandline -ct)
            case '*'
                echo $line
        end
    end
end
complete -c seolint -k -f -a '(__seolint_suggest)'
"""

_POWERSHELL = """\
# Completion of seolint for PowerShell.
# In $PROFILE: seolint completions powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName seolint -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { $_.ToString() })
    # A colon goes first, for an empty word would not reach the program.
    seolint completions powershell '--' @words ":$wordToComplete" 2>$null | ForEach-Object {
        $word, $about = $_ -split "`t", 2
        if ($word -notin ':files', ':folders') {
            if (-not $about) { $about = $word }
            [System.Management.Automation.CompletionResult]::new(
                $word, $word, 'ParameterValue', $about)
        }
    }
}
"""

_SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL}
_BREAKS = ("=", ":")
"""What also parts words in bash: of `--select=META` it knows three words."""


def completions(
    shell: Annotated[
        Literal["bash", "zsh", "fish", "powershell"],
        typer.Argument(metavar="SHELL", help="bash, zsh, fish or powershell.", show_default=False),
    ],
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[-- WORDS]...",
            help="What such a script asks: the words up to the cursor.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print a script that completes command lines in a shell."""
    if not words:
        print(_SCRIPTS[shell], end="")
        return
    from seolint.cli import command_line
    from seolint.cli.suggestions import suggest

    if shell == "bash":
        words = _joined(words)
    elif shell == "powershell":
        words = [*words[:-1], words[-1].removeprefix(":")]
    for line in _lines(shell, words[-1], suggest(command_line(), words)):
        print(line)


def _joined(words: Sequence[str]) -> list[str]:
    """The words of bash, put together again where it parts what is one word."""
    found: list[str] = []
    for index, word in enumerate(words):
        if index > 1 and (word[:1] in _BREAKS or words[index - 1][-1:] in _BREAKS) and word:
            found[-1] += word
        else:
            found.append(word)
    return found


def _lines(shell: str, current: str, found: "Sequence[Suggestion]") -> Iterator[str]:
    cut = max(current.rfind(mark) for mark in _BREAKS) + 1 if shell == "bash" else 0
    for word, about in found:
        if word[0] == ":":
            yield word
        elif shell == "bash":
            yield word[cut:]
        elif shell == "zsh":
            escaped = word.replace(":", r"\:")
            yield f"{escaped}:{about}" if about else escaped
        else:
            yield f"{word}\t{about}" if about else word
