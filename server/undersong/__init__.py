"""Undersong: a quiet companion for the editor that stays on its owner's machine."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("undersong")
except PackageNotFoundError:  # run from a tree that was never installed
    __version__ = "0.0.0"
