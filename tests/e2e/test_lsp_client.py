"""An LSP client that is not VS Code, over `undersong lsp`: pytest-lsp drives the bridge as any editor would."""

import asyncio
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import pytest_lsp
from lsprotocol import types
from pytest_lsp import ClientServerConfig, LanguageClient, client_capabilities

from builders.homes import daemon_home
from undersong.cli.talk import Talk
from undersong.domain.places import Places

pytestmark = pytest.mark.process

COMMAND = [sys.executable, "-I", "-m", "undersong", "lsp"]
LINE = "    total = add_amounts(first_amount, second_amount)\n"


# Before the client, whose server would otherwise look for a daemon in the person's own home.
@pytest.fixture(autouse=True)
def home() -> Iterator[Places]:
    with daemon_home(start=False) as places:
        yield places


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    for number in range(8):
        head = f"from amounts import add_amounts\n\n\ndef sum_up_{number}(first_amount, second_amount):\n"
        text = f"{head}{LINE}    return total\n"
        (tmp_path / f"module_{number}.py").write_text(text)
    return tmp_path


@pytest_lsp.fixture(config=ClientServerConfig(server_command=COMMAND))
async def client(lsp_client: LanguageClient, home: Places, repository: Path) -> AsyncIterator[None]:
    folder = types.WorkspaceFolder(uri=repository.as_uri(), name="repository")
    capabilities = client_capabilities("neovim")
    capabilities.text_document.inline_completion = types.InlineCompletionClientCapabilities()  # type: ignore[union-attr]
    params = types.InitializeParams(capabilities=capabilities, root_uri=repository.as_uri(), workspace_folders=[folder])
    await lsp_client.initialize_session(params)
    yield
    await lsp_client.shutdown_session()


def open_document(client: LanguageClient, uri: str, text: str) -> None:
    document = types.TextDocumentItem(uri=uri, language_id="python", version=1, text=text)
    client.text_document_did_open(types.DidOpenTextDocumentParams(document))


async def complete(client: LanguageClient, uri: str, line: int, character: int) -> list[str]:
    params = types.InlineCompletionParams(
        context=types.InlineCompletionContext(trigger_kind=types.InlineCompletionTriggerKind.Invoked),
        text_document=types.TextDocumentIdentifier(uri=uri),
        position=types.Position(line, character),
    )
    answer = await client.text_document_inline_completion_async(params)
    items = answer.items if isinstance(answer, types.InlineCompletionList) else answer or []
    return [str(item.insert_text) for item in items]


async def test_a_foreign_client_gets_a_line_as_the_repository_writes_it(
    client: LanguageClient, repository: Path
) -> None:
    uri = (repository / "fresh.py").as_uri()
    head = "def sum_up(first_amount, second_amount):\n    total = add_"
    open_document(client, uri, head)

    for _ in range(100):  # the repository is being read meanwhile
        found = await complete(client, uri, 1, len("    total = add_"))
        if "amounts(first_amount, second_amount)" in found:
            break
        await asyncio.sleep(0.1)

    # Who asks gets the other ways to go on, too.
    assert "amounts(first_amount, second_amount)" in found


async def test_a_foreign_client_gets_the_names_in_their_order(client: LanguageClient, repository: Path) -> None:
    uri = (repository / "fresh.py").as_uri()
    open_document(client, uri, "from amounts import add_amounts\n\n\ndef fresh(first_amount):\n    return f")
    params = types.CompletionParams(types.TextDocumentIdentifier(uri), types.Position(4, len("    return f")))

    for _ in range(50):  # the repository is being read meanwhile
        answer = await client.text_document_completion_async(params)
        assert isinstance(answer, types.CompletionList)
        if answer.items:
            break
        await asyncio.sleep(0.1)

    assert answer.is_incomplete
    assert list(answer.items) == sorted(answer.items, key=lambda item: item.sort_text or "")
    assert "first_amount" in [item.label for item in answer.items[:2]]


def test_our_own_window_is_not_told_of_a_second_list(home: Places, tmp_path: Path) -> None:
    with Talk(home, root=str(tmp_path)) as daemon:
        own = daemon.capabilities
        daemon._options["completionList"] = True
        asked_for = daemon.request("initialize", daemon._introduction())["capabilities"]

    assert own.get("completionProvider") is None
    assert asked_for["completionProvider"]["triggerCharacters"] == ["."]


async def test_a_cancelled_request_is_answered_as_cancelled(client: LanguageClient, repository: Path) -> None:
    open_document(client, (repository / "fresh.py").as_uri(), "x = 1\n")
    params = types.InlineCompletionParams(
        context=types.InlineCompletionContext(trigger_kind=types.InlineCompletionTriggerKind.Invoked),
        text_document=types.TextDocumentIdentifier(uri=(repository / "fresh.py").as_uri()),
        position=types.Position(0, 5),
    )
    asked = client.protocol.send_request("textDocument/inlineCompletion", params)
    number = next(iter(client.protocol._request_futures))

    client.cancel_request(types.CancelParams(id=number))

    outcome = await asyncio.wait_for(asyncio.gather(asyncio.wrap_future(asked), return_exceptions=True), 5)
    assert "cancel" in str(outcome[0]).lower() or isinstance(outcome[0], types.InlineCompletionList)


def test_a_repository_that_takes_longer_than_a_second_to_read_shows_progress(home: Places, tmp_path: Path) -> None:
    for number in range(1500):
        lines = [f"def handle_{number}_{row}(value, total={row}):\n    return value + {row}\n" for row in range(60)]
        (tmp_path / f"module_{number}.py").write_text("\n".join(lines))
    kinds: list[str] = []

    def hear(method: str, params: Mapping[str, Any]) -> None:
        if method == "$/progress":
            kinds.append(params["value"]["kind"])

    with Talk(home, hear, root=str(tmp_path)) as daemon:
        until = time.monotonic() + 30
        while "end" not in kinds and time.monotonic() < until:
            daemon.request("undersong/status", {})
            time.sleep(0.1)

    assert (kinds[0], kinds[-1]) == ("begin", "end")
    assert "report" in kinds
