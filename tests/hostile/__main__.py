"""Prints what seolint does with bad input, as a table: `python tests/hostile`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from hostile import file_rows, page_rows, plugin_rows, run_rows  # noqa: F401 (they fill the list)
from hostile.case import CASES, folder, lacking


def main() -> int:
    failed = 0
    print("| input | what it did | exit code |")
    print("| --- | --- | --- |")
    for case in CASES:
        if missing := lacking(case.needs):
            print(f"| {case.name} | not tried: needs {missing} | |")
            continue
        with folder() as site:
            wrong = ""
            try:
                case.make(site)
            except AssertionError as error:
                failed += 1
                wrong = f"**NOT AS IT SHOULD BE**: {str(error)[:300]!r} "
            told = " / ".join(dict.fromkeys(result.told for result in site.results))
            codes = ", ".join(dict.fromkeys(str(result.code) for result in site.results))
            shown = (wrong + told).replace("|", "\\|").replace("\n", " ")
            print(f"| {case.name} | {shown[:400]} | {codes} |", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
