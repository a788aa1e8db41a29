"""Reading packages: what one says of itself, and its Python files."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import Parser
from pathlib import Path

from undersong.domain.errors import BadInput

ABOUT = re.compile(r"[^/]+\.dist-info/METADATA")
LICENCE = re.compile(r"[^/]+\.dist-info/(?:.*/)?(?:un)?licen[cs]e[^/]*|[^/]+\.dist-info/(?:.*/)?copying[^/]*", re.I)


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package's own words on who made it what: `said` are the names it gives its licence, `texts` what lies in it."""

    path: Path
    name: str
    version: str
    said: tuple[str, ...]
    texts: tuple[str, ...]

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield path and text of each Python file, in the order of the paths; line ends are ``\\n``."""
        with zipfile.ZipFile(self.path) as archive:
            for name in sorted(name for name in archive.namelist() if name.endswith(".py")):
                try:
                    yield name, archive.read(name).decode().replace("\r\n", "\n")
                except UnicodeDecodeError:
                    continue


def read_wheel(path: Path) -> Wheel:
    """Return what a wheel says of itself.

    Raises
    ------
    BadInput
        It is no wheel.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            about = next(filter(ABOUT.fullmatch, names))
            said = Parser().parsestr(_text(archive, about), headersonly=True)
            texts = tuple(_text(archive, name) for name in names if LICENCE.fullmatch(name))
    except (OSError, zipfile.BadZipFile, StopIteration) as error:
        raise BadInput(path.name, "is no wheel", "leave it out") from error
    return Wheel(path, said["Name"], said["Version"], tuple(_licences(said)), texts)


def _licences(said: Message) -> Iterator[str]:
    yield said["License-Expression"] or ""
    yield said["License"] or ""
    for line in said.get_all("Classifier", []):
        if line.startswith("License"):
            yield line.rpartition("::")[2].strip()


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode(errors="replace")
