"""A first look at a file that claims to be Word or Excel, before any library unpacks it."""

from __future__ import annotations

import io
import zipfile

MOST_UNPACKED = 200_000_000  # bytes; a form of 500 long rows needs about two million


def too_much_in(data: bytes) -> str:
    """Why the container should not be opened; '' when it may. Readers never unpack more than the sizes it claims."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            members = container.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        return str(error)
    claimed = sum(member.file_size for member in members)
    return f"{claimed} bytes unpacked" if claimed > MOST_UNPACKED else ""
