"""Files that are open in an editor."""

from undersong.suggestions.completion.open_file import OpenFile
from undersong.suggestions.index.repository import Repository


def opened(repository: Repository, name: str, text: str) -> OpenFile:
    """Return a file of a repository with this text in the editor."""
    file = OpenFile(repository, name)
    file.edit(text)
    return file
