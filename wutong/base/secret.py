"""The installation's own secret key: made once, kept beside the data, readable by its owner only."""

import os
import secrets
from pathlib import Path


def installation_key(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    key = secrets.token_urlsafe(50)
    with os.fdopen(handle, "w") as stream:
        stream.write(key)
    return key
