"""Exports that a command is given, read with a bound."""

from pathlib import Path

from assessment.domain.errors import Invalid


def read_export(file: Path) -> bytes:
    """The bytes of a file that may be an export; Invalid where it cannot be one."""
    from assessment.export.archive import SIZE_AT_MOST

    try:
        if file.exists() and not (file.is_file() or file.is_dir()):
            raise Invalid("is no regular file; give the .zip that an export made")
        if file.is_file() and (size := file.stat().st_size) > SIZE_AT_MOST:
            raise Invalid(f"has {size:,} bytes, which no export has")
        return file.read_bytes()
    except FileNotFoundError:
        raise Invalid("there is no such file") from None
    except IsADirectoryError:
        raise Invalid("is a folder; give the ZIP file in it") from None
    except OSError as fault:
        raise Invalid(f"cannot be read ({fault.strerror})") from fault
