"""Which files a rename must look at."""

from collections.abc import Mapping
from pathlib import Path

from undersong.source.languages import language_of
from undersong.source.reading import Skipped, read_source
from undersong.suggestions.index.repository import Repository


def texts_with(word: str, repository: Repository, unsaved: Mapping[str, str]) -> dict[str, str]:
    """Return absolute path → text of every Python file in which a word stands; unsaved texts stand for their files."""
    paths = {str(repository.root / path) for path in repository.files if language_of(path) == "python"} | set(unsaved)
    texts = {path: unsaved[path] if path in unsaved else read_source(Path(path)) for path in paths}
    return {path: text for path, text in sorted(texts.items()) if not isinstance(text, Skipped) and word in text}
