"""Checks that a wheel and an sdist hold what they have to, and nothing that is not ours to ship."""

import sys
import tarfile
import zipfile

NEEDED = {
    ".whl": [
        "fibro_tui/faq.yaml",
        "fibro_tui/cli.py",
        "fibro_tui/content/new.yaml",
        "fibro_tui/tui/style.tcss",
        "share/man/man1/fibro-tui.1",
    ],
    ".tar.gz": ["faq.yaml", "README.md", "LICENSE", "CHANGELOG.md", "CONTRIBUTING.md", "tests/conftest.py", "fibro_tui/tui/style.tcss"],
}


def names(path: str) -> list[str]:
    """The files of a package."""
    if path.endswith(".whl"):
        with zipfile.ZipFile(path) as wheel:
            return wheel.namelist()
    with tarfile.open(path) as sdist:
        return sdist.getnames()


def main() -> int:
    """Say what is missing from each package named on the command line."""
    missing = 0
    for path in sys.argv[1:]:
        found = names(path)
        kind = ".whl" if path.endswith(".whl") else ".tar.gz"
        for name in NEEDED[kind]:
            if not any(each.endswith(name) for each in found):
                print(f"{path}: {name} is missing", file=sys.stderr)
                missing += 1
        print(f"{path.rpartition('/')[2]}: {len(found)} files")
    return 1 if missing else 0


sys.exit(main())
