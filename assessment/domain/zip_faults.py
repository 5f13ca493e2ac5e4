"""What reading somebody's ZIP file can raise, and how its members may be packed."""

import struct
import zipfile
import zlib

UNREADABLE_ZIP = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    struct.error,
    OverflowError,
    LookupError,
)
"""Python's own reader refuses a damaged or crafted file with any of these.

ValueError has names that are no UTF-8 and places before the file's start in it, RuntimeError
passwords and versions that nobody reads.
"""
PLAINLY_PACKED = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
"""How our files and Word's are packed. Others, such as LZMA, may ask for gigabytes of memory
before a byte is read."""
