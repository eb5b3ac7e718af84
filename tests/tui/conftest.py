"""The explorer on a small library, with the reader's folders in a place of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from explorer import TEXT

from fibro_tui.catalog.catalog import opened
from fibro_tui.shelf import Shelf
from fibro_tui.tui.app import FibroApp


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CACHE", "DATA", "CONFIG"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    monkeypatch.delenv("NO_COLOR", raising=False)


@pytest.fixture
def library(tmp_path: Path) -> Path:
    file = tmp_path / "library.yaml"
    file.write_text(TEXT, encoding="utf-8")
    return file


@pytest.fixture
def make(library: Path, tmp_path: Path) -> Callable[..., FibroApp]:
    def made(**options: object) -> FibroApp:
        return FibroApp(str(library), opened(str(library)), shelf=Shelf(str(tmp_path / "shelf.db")), **options)  # type: ignore[arg-type]

    return made
