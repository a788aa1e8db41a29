"""What ended an episode, in words about the work."""

from collections.abc import Mapping

from undersong.episodes.ending import Ending, EndKind

ENDED: Mapping[EndKind, str] = {
    EndKind.EDIT: "an edit in {file}",
    EndKind.CONFIG: "a change of {file}, a configuration file,",
    EndKind.ASKED: "an assistant's edit in {file}",
    EndKind.DEPENDENCY: "installing packages",
    EndKind.REVERT: "going back to an earlier state",
    EndKind.COMMAND: "{command}",
    EndKind.RERUN: "running it again, unchanged,",
    EndKind.GAVE_UP: "leaving it for a day",
}
COMMANDS = {
    "build": "a build",
    "run": "a run of the program",
    "lint": "a lint run",
    "format": "a format run",
    "container": "a container command",
    "git": "a git command",
}


def ended_by(ending: Ending, is_named: bool = False) -> str:
    """Return what ended an episode; `is_named` puts ``file <hash>`` where a window can name it.

    >>> ended_by(Ending(EndKind.COMMAND, commands=("build",)))
    'a build'
    """
    file = f"file {ending.file}" if is_named and ending.file else unnamed(ending)
    command = COMMANDS.get(ending.commands[0], "a command") if ending.commands else "a command"
    return ENDED[ending.kind].format(file=file, command=command)


def unnamed(ending: Ending) -> str:
    """Return the file that ended it without its name."""
    if len(ending.changes) > 1:
        return "several files"
    return "another file" if not ending.changes or ending.changes[0].is_new else "the same file"
