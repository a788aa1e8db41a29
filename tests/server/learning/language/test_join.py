"""From a base and an adapter to what serves."""

import json
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="needs the training environment")
pytestmark = pytest.mark.train

from builders.joining import FILE, SHAPE, adapter_at, base_at, deltas  # noqa: E402
from undersong.domain.errors import BadInput, NotThere, ReleaseUnreadable  # noqa: E402
from undersong.inference.language.model import LanguageModel  # noqa: E402
from undersong.learning.language.join import join, main  # noqa: E402
from undersong.registry.joined import joined_folder, read_joined, verify_joined  # noqa: E402

TEXT = "def f(deaf):\n    return deaf + 12"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    base_at(tmp_path / "base")
    return tmp_path / "base"


@pytest.fixture
def models(tmp_path: Path, base: Path) -> Path:
    adapter_at(tmp_path / "models", base, deltas())
    return tmp_path / "models"


@pytest.fixture
def prefix(tmp_path: Path) -> Path:
    return tmp_path / "venv"


def logits(folder: Path) -> np.ndarray:
    model = LanguageModel(folder, threads=1, positions=64)
    ids = model.tokenizer.encode(TEXT)
    return model.memory("text").read(ids, answers=len(ids))


def test_what_is_joined_serves_as_the_tuned_network_would(base: Path, models: Path, prefix: Path) -> None:
    torch = pytest.importorskip("torch")
    from undersong.learning.language.adapter import apply_adapter
    from undersong.learning.language.base import read_base
    from undersong.learning.language.network import network_of

    _, folder, is_new = join(base, prefix, models)

    tuned = network_of(SHAPE, apply_adapter(SHAPE, read_base(base / FILE).weights, deltas()))
    with torch.no_grad():
        wanted = tuned(torch.from_numpy(LanguageModel(folder).tokenizer.encode(TEXT))[None])[0].numpy()
    assert is_new
    assert (logits(folder).argmax(1) == wanted.argmax(1)).mean() > 0.8
    assert np.corrcoef(logits(folder).ravel(), wanted.ravel())[0, 1] > 0.99


def test_documents_that_are_closed_leave_their_room_to_others(base: Path, models: Path, prefix: Path) -> None:
    _, folder, _ = join(base, prefix, models)
    model = LanguageModel(folder, threads=1, positions=64)
    first = model.memory("first")
    first.read(model.tokenizer.encode(TEXT))

    model.forget("first")

    assert model.memory("second") is first
    assert not len(first.ids)


def test_it_is_found_whole_with_its_sizes(base: Path, models: Path, prefix: Path) -> None:
    made, folder, _ = join(base, prefix, models)

    found, place = read_joined("completion", prefix, models)

    assert (found, place) == (made, folder)
    assert folder == prefix / "share" / "undersong" / "completion" / "1.0.0"
    assert (found.network["layers"], found.network["positions"], found.network["end"]) == (2, 256, 0)
    verify_joined(found, place)


def test_what_is_there_is_not_made_again(base: Path, models: Path, prefix: Path) -> None:
    _, folder, _ = join(base, prefix, models)
    before = (folder / "model.onnx").stat().st_mtime_ns

    began = time.perf_counter()
    _, _, is_new = join(base, prefix, models)

    assert not is_new
    assert time.perf_counter() - began < 0.2
    assert (folder / "model.onnx").stat().st_mtime_ns == before


def test_another_adapter_is_joined_anew_and_the_old_model_goes(base: Path, models: Path, prefix: Path) -> None:
    _, old, _ = join(base, prefix, models)
    before = logits(old)
    adapter_at(models, base, deltas(seed=9), version="1.1.0")

    _, folder, is_new = join(base, prefix, models)

    assert is_new
    assert [path.name for path in folder.parent.iterdir()] == ["1.1.0"]
    assert np.abs(logits(folder) - before).max() > 0.5


def test_a_damaged_model_is_mended(base: Path, models: Path, prefix: Path) -> None:
    _, folder, _ = join(base, prefix, models)
    (folder / "model.onnx").write_bytes((folder / "model.onnx").read_bytes()[:-1])
    assert joined_folder("completion", prefix, models) is None

    assert join(base, prefix, models)[2]

    assert joined_folder("completion", prefix, models) == folder


def test_another_base_is_refused_and_what_serves_stays(base: Path, models: Path, prefix: Path) -> None:
    _, folder, _ = join(base, prefix, models)
    adapter_at(models, base, deltas(), version="1.1.0")
    base_at(base, seed=5)

    with pytest.raises(BadInput, match="not the file that the adapter was made for"):
        join(base, prefix, models)

    assert (folder / "model.onnx").is_file()


def test_without_its_base_nothing_is_joined(models: Path, prefix: Path, tmp_path: Path) -> None:
    with pytest.raises(NotThere):
        join(tmp_path / "empty", prefix, models)

    assert not prefix.exists()


def test_an_adapter_that_was_changed_is_refused(base: Path, models: Path, prefix: Path) -> None:
    path = models / "completion" / "adapter.npz"
    path.write_bytes(path.read_bytes() + b"!")

    with pytest.raises(ReleaseUnreadable, match="not the file that was released"):
        join(base, prefix, models)


def test_a_manifest_without_a_base_is_told(base: Path, models: Path, prefix: Path) -> None:
    path = models / "completion" / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "dataset": {}}))

    with pytest.raises(ReleaseUnreadable, match="names no base"):
        join(base, prefix, models)


def test_set_up_reads_one_line_where_the_base_is_missing(
    tmp_path: Path, prefix: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--base", str(tmp_path), "--into", str(prefix)]) == 1

    assert len(capsys.readouterr().err.strip().splitlines()) == 1


def test_nothing_heavy_is_loaded_before_it_is_known_that_there_is_work() -> None:
    heavy = "[name for name in ('numpy', 'onnx', 'torch', 'tokenizers') if name in sys.modules]"
    code = f"import sys, undersong.learning.language.join; print({heavy})"

    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip() == "[]"
