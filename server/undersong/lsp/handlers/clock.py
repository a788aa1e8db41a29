"""`undersong.clock.advance`: moves a held clock; a daemon with the machine's clock does not know the command."""

from undersong.domain.clock import HeldClock
from undersong.lsp.editors import Editor
from undersong.lsp.services import Services


def register(editor: Editor, services: Services) -> None:
    """Let a recording bring its own time."""
    held = services.clock
    if not isinstance(held, HeldClock):
        return

    @editor.connection.command("undersong.clock.advance")
    async def advance(time_ms: int) -> int:
        """Move on to a time, do what is due then, and return it."""
        held.advance_to(time_ms)
        await services.tick()
        return held.now_ms()
