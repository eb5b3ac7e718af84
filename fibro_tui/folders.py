"""Where this program keeps things in the user's home, by the custom of each system.

platformdirs knows the same rules, but importing it costs as much as a whole search.
"""

import os
import sys

_NAME = "fibro-tui"


def cache() -> str:
    """What can be made again: indexes."""
    return _folder("XDG_CACHE_HOME", "~/.cache", "~/Library/Caches", "LOCALAPPDATA")


def data() -> str:
    """What the reader made: the shelf. Never delete it."""
    return _folder("XDG_DATA_HOME", "~/.local/share", "~/Library/Application Support", "APPDATA")


def config() -> str:
    """What the reader chose: settings."""
    return _folder("XDG_CONFIG_HOME", "~/.config", "~/Library/Application Support", "APPDATA")


def _folder(variable: str, linux: str, mac: str, windows: str) -> str:
    if sys.platform == "win32":
        base = os.environ.get(windows) or os.path.expanduser("~")
    elif sys.platform == "darwin":
        base = os.path.expanduser(mac)
    else:
        base = os.environ.get(variable, "")
        # The XDG specification: a path that is not absolute is to be ignored.
        base = base if os.path.isabs(base) else os.path.expanduser(linux)
    return os.path.join(base, _NAME)
