"""Which licences code may be learned from, told from what a package says and from the licence that lies in it."""

import re
from collections.abc import Iterable

# SPDX name → words that only its text has, white space folded.
TEXTS = {
    "MIT": "Permission is hereby granted, free of charge, to any person obtaining a copy",
    "Apache-2.0": "Apache License Version 2.0",
    "BSD": "Redistribution and use in source and binary forms",
    "ISC": "Permission to use, copy, modify, and/or distribute this software for any purpose",
    "PSF-2.0": "PYTHON SOFTWARE FOUNDATION LICENSE VERSION 2",
    "ZPL": "Zope Public License",
    "Unlicense": "This is free and unencumbered software released into the public domain",
}
RESTRICTIVE_TEXTS = re.compile(
    r"GNU (lesser |affero |library )?general public licen[cs]e|mozilla public licen[cs]e", re.I
)
# How packages name them → SPDX name; the first that matches counts.
NAMES = (
    (re.compile(r"\bapache", re.I), "Apache-2.0"),
    (re.compile(r"\bbsd\b", re.I), "BSD"),
    (re.compile(r"\bmit\b", re.I), "MIT"),
    (re.compile(r"\bisc\b", re.I), "ISC"),
    (re.compile(r"\bpsf\b|python software foundation", re.I), "PSF-2.0"),
    (re.compile(r"\bzpl\b|zope public", re.I), "ZPL"),
    (re.compile(r"\bunlicense\b|public domain", re.I), "Unlicense"),
)
RESTRICTIVE = re.compile(
    r"GPL|GNU|\bMPL|mozilla|\bEPL|CDDL|\bCC[- ]BY|creative commons|SSPL|BUSL|business source|proprietary|commercial",
    re.I,
)
# Anything longer in a package's licence field is the text, not a name.
LONGEST_NAME = 120
THREE_CLAUSES = "endorse or promote products"


def permitted(said: Iterable[str], texts: Iterable[str]) -> str | None:
    """Return the SPDX name of a permissive licence that a package both says and carries; None for all others.

    Something restrictive on either side excludes it, even beside something permissive: which files it covers is not
    said anywhere that a program could read.

    >>> permitted(["MIT License"], ["Permission is hereby granted, free of charge, to any person obtaining a copy of"])
    'MIT'
    >>> permitted(["MIT License"], []) is None
    True
    """
    names = [name for name in said if name and len(name) <= LONGEST_NAME]
    folded = [" ".join(text.split()) for text in texts]
    if any(map(RESTRICTIVE.search, names)) or any(map(RESTRICTIVE_TEXTS.search, folded)):
        return None
    carried = {spdx for spdx, words in TEXTS.items() for text in folded if words.lower() in _plain(text)}
    named = [spdx for name in names for pattern, spdx in NAMES if pattern.search(name)]
    both = [spdx for spdx in named if spdx in carried]
    return _exact(both[0], folded) if both else None


def _plain(text: str) -> str:
    """Return a text as the patterns want it: the two-line head of Apache's is written with and without a comma."""
    return (
        text.lower()
        .replace("license, version 2.0", "license version 2.0")
        .replace("and distribute", "and/or distribute")
    )


def _exact(spdx: str, texts: list[str]) -> str:
    if spdx == "ZPL":
        return "ZPL-2.1"
    if spdx != "BSD":
        return spdx
    return "BSD-3-Clause" if any(THREE_CLAUSES in text.lower() for text in texts) else "BSD-2-Clause"
