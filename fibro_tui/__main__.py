"""Lets `python -m fibro_tui` do what the command `fibro-tui` does."""

import sys

from fibro_tui.cli import main

sys.exit(main())
