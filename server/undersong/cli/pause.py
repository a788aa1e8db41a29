"""`undersong pause` and `undersong resume`."""

import typer

from undersong.cli.output import JsonFlag, say, say_json


def register(app: typer.Typer) -> None:
    """Mount the commands."""
    app.command("pause", help="Record, judge and nudge nothing for a while.")(pause)
    app.command("resume", help="End a pause.")(resume)


def pause(
    minutes: float = typer.Option(None, "--minutes", min=0.1, max=525_600, help="How long; without it, until told."),
    as_json: bool = JsonFlag,
) -> None:
    """Pause for so many minutes, or until told."""
    tell({"paused": True, "minutes": minutes}, as_json)


def resume(as_json: bool = JsonFlag) -> None:
    """Go on."""
    tell({"paused": False}, as_json)


def tell(wish: dict, as_json: bool) -> None:  # type: ignore[type-arg]
    """Send the wish to the daemon and say what holds now."""
    from undersong.cli.talk import Talk
    from undersong.domain.places import places_from_environment

    with Talk(places_from_environment()) as daemon:
        answer = daemon.request("undersong/pause", wish)
    if as_json:
        say_json(answer)
    elif answer["isPaused"]:
        say(f"Paused until {answer['until'] or 'you end it with `undersong resume`'}.")
    else:
        say("Not paused.")
