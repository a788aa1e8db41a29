"""`undersong daemon`: start, stop and ask the daemon."""

import typer

from undersong.cli.output import JsonFlag, say, say_json


def register(app: typer.Typer) -> None:
    """Mount the group."""
    group = typer.Typer(help="Start, stop and ask the daemon.", no_args_is_help=True)
    group.command("run", help="Serve in the foreground; editors do not need this.")(run)
    group.command("start", help="Start the daemon, or find the one that runs.")(start)
    group.command("stop", help="End the daemon; what it has acknowledged is on disk.")(stop)
    group.command("status", help="Tell how the daemon, its models and its store are.")(status)
    app.add_typer(group, name="daemon")


def run() -> None:
    """Serve in the foreground."""
    from undersong.app.daemon import main

    raise typer.Exit(main())


def start(as_json: bool = JsonFlag) -> None:
    """Start the daemon and tell where it answers."""
    from dataclasses import asdict

    from undersong.app.starting import ensure_daemon
    from undersong.domain.places import places_from_environment

    address = ensure_daemon(places_from_environment())
    if as_json:
        say_json(asdict(address))
    else:
        say(f"The daemon {address.version} answers (process {address.pid}).")


def stop(as_json: bool = JsonFlag) -> None:
    """End the daemon."""
    from undersong.app.starting import stop_daemon
    from undersong.domain.places import places_from_environment

    was_there = stop_daemon(places_from_environment())
    if as_json:
        say_json({"stopped": was_there})
    else:
        say("The daemon has ended." if was_there else "No daemon was running.")


def status(as_json: bool = JsonFlag) -> None:
    """Tell how everything is; a daemon that does not run is not started for this."""
    from undersong.app.starting import running_daemon
    from undersong.cli.talk import Talk
    from undersong.domain.places import places_from_environment

    places = places_from_environment()
    if running_daemon(places) is None:
        say_json({"running": False}) if as_json else say(
            "No daemon is running; an editor starts it, or `undersong daemon start`."
        )
        return
    with Talk(places) as daemon:
        answer = daemon.request("undersong/status", {})
    if as_json:
        say_json({"running": True, **answer})
        return
    for line in status_lines(answer):
        say(line)


def status_lines(answer: dict) -> list[str]:  # type: ignore[type-arg]
    """Return the status in a few plain lines."""
    store, worker, training = answer["store"], answer["worker"], answer["training"]
    models = ", ".join(
        f"{m['model']} {m['version']}" + (" (experimental)" if m["isExperimental"] else "") for m in answer["models"]
    )
    waiting = (
        "runs now"
        if training["running"]
        else f"waits for {training['waitingFor']}"
        if training["waitingFor"]
        else "is due"
    )
    lines = [
        f"Daemon {answer['version']}, process {answer['pid']}, {answer['windows']} attached",
        f"State: {answer['state']['state']}" + (" (paused)" if answer["state"]["isPaused"] else ""),
        f"Store: {store['events']} events, {store['bytes'] / 1e6:.1f} MB",
        f"Worker: {'runs' if worker['running'] else 'sleeps'}, started again {worker['restarts']} times",
        f"Models: {models or 'none'}",
        f"Training {waiting}",
    ]
    lines += [f"Index: {found['files']} files of {found['root']}" for found in answer["index"]]
    return lines + [problem for problem in (store.get("problem"), worker.get("problem")) if problem]
