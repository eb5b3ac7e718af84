import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def made():
    spec = importlib.util.spec_from_file_location("make_docs", ROOT / "docs" / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.written()


@pytest.mark.parametrize("name", ["README.md", "docs/commands.md", "docs/fibro-tui.1", "docs/rules.md"])
def test_what_is_made_from_the_program_is_as_the_program_is(name):
    if name in ("docs/commands.md", "docs/fibro-tui.1") and sys.version_info[:2] != (3, 11):
        pytest.skip("argparse lays its help out anew in each Python; these two are made by 3.11")
    written = {path.relative_to(ROOT).as_posix(): text for path, text in made().items()}
    assert (ROOT / name).read_text("utf-8") == written[name], "stale: run python docs/make.py"
