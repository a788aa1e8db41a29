"""Permissive is what a package says and carries."""

import pytest

from undersong.learning.corpus.licences import permitted

MIT = "Permission is hereby granted, free of charge, to any person obtaining\n   a copy of this software"
BSD = "Redistribution and use in source and binary forms, with or without modification, are permitted"
APACHE = "                 Apache License\n           Version 2.0, January 2004"
ISC = "Permission to use, copy, modify, and distribute this software for any purpose with or without fee"
GPL = "GNU LESSER GENERAL PUBLIC LICENSE Version 3"
NAMED = "may be used to endorse or promote products derived from this software"


@pytest.mark.parametrize(
    ("said", "text", "spdx"),
    [
        ("MIT", MIT, "MIT"),
        ("MIT License", MIT, "MIT"),
        ("Apache-2.0", APACHE, "Apache-2.0"),
        ("Apache Software License", "Licensed under the Apache License, Version 2.0", "Apache-2.0"),
        ("BSD License", BSD, "BSD-2-Clause"),
        ("BSD-3-Clause", f"{BSD} {NAMED}", "BSD-3-Clause"),
        ("ISC License (ISCL)", ISC, "ISC"),
    ],
)
def test_a_licence_that_is_said_and_carried_is_permitted(said: str, text: str, spdx: str) -> None:
    assert permitted(["", said], [text]) == spdx


@pytest.mark.parametrize(
    ("said", "texts"),
    [
        (["MIT"], []),
        ([], [MIT]),
        (["MIT"], [BSD]),
        (["LGPLv3+"], [GPL]),
        (["MIT", "GNU General Public License v3 (GPLv3)"], [MIT]),
        (["MIT"], [MIT, GPL]),
        (["Mozilla Public License 2.0 (MPL 2.0)"], [MIT]),
        (["Other/Proprietary License"], [MIT]),
        (["Free for all"], [MIT]),
    ],
    ids=["no text", "no name", "another text", "copyleft", "either", "copyleft beside", "weak", "closed", "unknown"],
)
def test_what_is_not_both_said_and_carried_or_not_permissive_alone_is_left_out(
    said: list[str], texts: list[str]
) -> None:
    assert permitted(said, texts) is None


def test_a_text_in_the_place_of_a_name_is_no_name() -> None:
    assert permitted([MIT * 3 + " MIT"], [MIT]) is None
