"""The key of all hashes."""

import contextlib
import os
import secrets
from pathlib import Path

from undersong.domain.errors import BadInput

BYTES = 32


def read_salt(path: Path) -> str:
    """Return the key in hexadecimal, made once for this home (0600).

    It is written whole beside its place and linked into it: of two makers at once one wins, and both read its key.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        part = path.with_name(f"{path.name}.{os.getpid()}")
        made = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(made, "w", encoding="ascii") as file:
            file.write(secrets.token_hex(BYTES))
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(FileExistsError):
            os.link(part, path)
        part.unlink()
    salt = path.read_text(encoding="ascii").strip()
    if len(bytes.fromhex(salt)) != BYTES:
        raise BadInput(str(path), "is no key", "delete it: events from then on have other hashes")
    return salt
