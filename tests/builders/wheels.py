"""Wheels as packages come: a zip with files, metadata and a licence."""

import zipfile
from collections.abc import Mapping
from pathlib import Path

MIT = "Permission is hereby granted, free of charge, to any person obtaining a copy of this software"
GPL = "GNU GENERAL PUBLIC LICENSE Version 3, 29 June 2007"


def wheel(
    folder: Path, name: str, files: Mapping[str, str], said: str = "License: MIT", licence: str | None = MIT
) -> Path:
    """Write a wheel and return its path; without `licence` it carries none."""
    path = folder / f"{name}-1.0-py3-none-any.whl"
    about = f"{name}-1.0.dist-info"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{about}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n{said}\n\nText\n")
        if licence is not None:
            archive.writestr(f"{about}/licenses/LICENSE.txt", licence)
        for inside, text in files.items():
            archive.writestr(inside, text)
    return path
