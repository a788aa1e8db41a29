"""A small LSP client for the command line's own questions to the daemon."""

import itertools
import json
import socket
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Self

from undersong.app.starting import ensure_daemon
from undersong.domain.errors import UndersongError
from undersong.domain.places import Places

PATIENCE_SECONDS = 60.0
Listener = Callable[[str, Mapping[str, Any]], None]


class DaemonRefused(UndersongError):
    """The daemon answered a request with an error."""

    def __init__(self, method: str, code: int, text: str) -> None:
        super().__init__(f"{method} was refused: {text}")
        self.method, self.code = method, code


class Talk:
    """One attached client, as a context manager.

    Parameters
    ----------
    places
        Whose daemon; it is started when it does not run.
    listener
        Called with every notification: method and params.
    root
        A folder to open as the workspace.
    settings
        Sent along as an editor would.
    """

    def __init__(
        self,
        places: Places,
        listener: Listener | None = None,
        root: str | None = None,
        settings: Mapping[str, Any] | None = None,
        window: str = "cli",
    ) -> None:
        self._places, self._listener, self._root = places, listener or (lambda _method, _params: None), root
        self._options = {
            "protocol": 1,
            "client": "cli",
            "version": "",
            "window": window,
            "settings": dict(settings or {}),
        }
        self._ids = itertools.count(1)

    def __enter__(self) -> Self:
        ensure_daemon(self._places)
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_SECONDS)
        self._socket.connect(str(self._places.socket))
        self._file = self._socket.makefile("rb")
        self.capabilities = self.request("initialize", self._introduction())["capabilities"]
        self.notify("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._socket.close()

    def notify(self, method: str, params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def request(self, method: str, params: Any) -> Any:
        """Send a request and return its result; notifications that come first go to the listener.

        Raises
        ------
        DaemonRefused
            The daemon answered with an error.
        """
        number = next(self._ids)
        self._send({"id": number, "method": method, "params": params})
        while (message := self.receive_answer()).get("id") != number:
            continue  # the answer to a question whose asker did not wait
        return self._result_of(method, message)

    @property
    def socket(self) -> socket.socket:
        """The open connection."""
        return self._socket

    def receive_answer(self) -> dict[str, Any]:
        """Return the next answer to a request; notifications that come first go to the listener."""
        while "method" in (message := self._receive()):
            self._attend(message)
        return message

    def command(self, name: str, *arguments: Any) -> Any:
        """Run one of the daemon's commands."""
        return self.request("workspace/executeCommand", {"command": name, "arguments": list(arguments)})

    def _introduction(self) -> dict[str, Any]:
        folders = [{"uri": f"file://{self._root}", "name": "workspace"}] if self._root else None
        capabilities = {
            "textDocument": {"inlineCompletion": {}, "codeAction": {}, "rename": {"prepareSupport": True}},
            "window": {"workDoneProgress": True},
        }
        return {
            "processId": None,
            "rootUri": folders[0]["uri"] if folders else None,
            "workspaceFolders": folders,
            "capabilities": capabilities,
            "initializationOptions": {"undersong": self._options},
        }

    def _attend(self, message: dict[str, Any]) -> None:
        if "id" in message:  # a request of the daemon's: progress tokens need no more than a yes
            self._send({"id": message["id"], "result": None})
        else:
            self._listener(message["method"], message.get("params") or {})

    def _result_of(self, method: str, message: dict[str, Any]) -> Any:
        if "error" in message:
            raise DaemonRefused(method, message["error"]["code"], message["error"]["message"])
        return message.get("result")

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._socket.sendall(b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def _receive(self) -> dict[str, Any]:
        length = 0
        while (line := self._file.readline()).strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not line:
            raise UndersongError("The daemon closed the connection; its log tells why.")
        message: dict[str, Any] = json.loads(self._file.read(length))
        return message
