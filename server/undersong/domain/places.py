"""Where things lie on disk."""

import hashlib
import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

VARIABLE = "UNDERSONG_HOME"


@dataclass(frozen=True, slots=True)
class Places:
    """Every path under ``UNDERSONG_HOME``, and the socket, which lies in the platform's runtime folder."""

    home: Path

    @property
    def events(self) -> Path:
        """The event store."""
        return self.home / "events.db"

    @property
    def ledger(self) -> Path:
        """Releases, deployments, consent and the training log."""
        return self.home / "undersong.db"

    @property
    def index(self) -> Path:
        """The code indexes, one folder a repository."""
        return self.home / "index"

    def index_of(self, root: Path) -> Path:
        """Return the folder of one repository's index."""
        return self.index / digest_of(root)

    @property
    def releases(self) -> Path:
        """Releases trained on this machine."""
        return self.home / "releases"

    @property
    def logs(self) -> Path:
        """The daemon's, worker's and trainer's logs."""
        return self.home / "logs"

    @property
    def salt(self) -> Path:
        """The key of all hashes in events (0600)."""
        return self.home / "salt"

    @property
    def settings(self) -> Path:
        """What the person chose, for when no editor is open."""
        return self.home / "settings.json"

    @property
    def daemon(self) -> Path:
        """Where the daemon answers: its socket, pid and version."""
        return self.home / "daemon.json"

    @property
    def lock(self) -> Path:
        """Held by the one daemon of this home."""
        return self.home / "daemon.lock"

    @property
    def socket(self) -> Path:
        """The daemon's socket, under a short name: socket paths end at about 100 bytes."""
        digest = hashlib.sha256(str(self.home.resolve()).encode()).hexdigest()[:16]
        if sys.platform == "win32":
            return Path(rf"\\.\pipe\undersong-{digest}")
        return runtime_folder() / f"{digest}.sock"


def digest_of(root: Path) -> str:
    """Return the name that stands for a repository's place: sixteen hexadecimal digits, which tell no path."""
    return hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]


def runtime_folder() -> Path:
    """Return the folder for sockets (0700 when we make it): the session's own, else one in the temporary folder."""
    given = os.environ.get("XDG_RUNTIME_DIR")
    if given and Path(given).is_dir():
        return Path(given) / "undersong"
    return Path(tempfile.gettempdir()) / f"undersong-{os.getuid() if hasattr(os, 'getuid') else 'user'}"


def places_from_environment() -> Places:
    """Return the places under ``UNDERSONG_HOME``, or under the platform's user data folder."""
    given = os.environ.get(VARIABLE)
    return Places(Path(given).expanduser() if given else default_home())


def default_home() -> Path:
    """Return the platform's user data folder for Undersong, as platformdirs would give it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "undersong"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "undersong"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "undersong"
