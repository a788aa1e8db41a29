"""Undersong: a quiet companion for the editor that stays on its owner's machine."""

# Read by the build as well: looking it up in the installed metadata would cost every start 40 ms.
__version__ = "0.1.0"
