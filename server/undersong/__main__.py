"""`python -m undersong`: what must start fast is dispatched before the command line is imported."""

import sys


def main() -> int:
    """Run one process of Undersong and return its exit status."""
    match sys.argv[1:]:
        case ["lsp", *_]:
            return run_lsp()
        case ["daemon", "run", *_]:
            from undersong.app.daemon import main as run_daemon

            return run_daemon()
        case ["daemon", "start", "--json"]:
            return start_for_editor()
        case ["worker", *_]:
            from undersong.app.worker import main as run_worker

            return run_worker()
        case ["trainer", *rest]:
            from undersong.app.trainer import main as run_trainer

            return run_trainer(rest)
    from undersong.cli.main import main as run_command_line

    return run_command_line()


def run_lsp() -> int:
    """Bridge standard input and output to the daemon, starting it first."""
    from undersong.app.starting import ensure_daemon
    from undersong.domain.errors import UndersongError
    from undersong.domain.places import places_from_environment
    from undersong.lsp.bridge import bridge

    places = places_from_environment()
    try:
        ensure_daemon(places)
        return bridge(places.socket)
    except (UndersongError, OSError) as error:
        sys.stderr.write(f"undersong: {error}\n")
        return 1


def start_for_editor() -> int:
    """Start the daemon, or find it, and print where it answers: what an editor waits for after a crash."""
    import json
    from dataclasses import asdict

    from undersong.app.starting import ensure_daemon
    from undersong.domain.errors import UndersongError
    from undersong.domain.places import places_from_environment

    try:
        address = ensure_daemon(places_from_environment())
    except (UndersongError, OSError) as error:
        sys.stderr.write(f"undersong: {error}\n")
        return 1
    sys.stdout.write(json.dumps(asdict(address)) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
