"""`python -m seolint.rulepages FOLDER`: writes the pages of the rules that there are here."""

import argparse
from pathlib import Path

from seolint.cli.catalogue import local_config
from seolint.rulepages import write_pages

parser = argparse.ArgumentParser(prog="python -m seolint.rulepages", description=__doc__)
parser.add_argument("folder", metavar="FOLDER", type=Path, help="where the pages go")
folder = parser.parse_args().folder
count = write_pages(local_config().packs, folder)
print(f"{count} rules: {(folder / 'index.html').as_posix()}")
