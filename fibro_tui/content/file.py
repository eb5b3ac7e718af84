"""A library's file, as far as it may be read."""

# The most bytes of a library.
LARGEST = 256 * 1024 * 1024


def contents(file: str) -> bytes:
    """The bytes of the file; of one that is too large, one more than a library may have, so that a device without end is left."""
    with open(file, "rb") as stream:
        return stream.read(LARGEST + 1)
