"""Where releases lie, which one serves, and how that changes."""

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from undersong.domain.clock import Clock
from undersong.domain.connection import Connection
from undersong.domain.errors import NoRelease, NotThere, ReleaseUnreadable
from undersong.domain.release import Manifest, Release, Standing
from undersong.registry.files import Content, digests, write_folder
from undersong.registry.history import Deployment, deployments, record
from undersong.registry.manifest import FILE, plain_from_manifest, read_manifest, verify
from undersong.registry.shipped import shipped_models, shipped_release

# To go back to, beside the one that serves. Each is a few hundred kilobytes; a tuned language model is 170 MB.
KEPT = 3
FORGOTTEN = "a person had it forgotten"
# Parts the number of a release from its data set, for all that were trained on this machine.
TRAINED_MARK = "+"


class Registry:
    """Keeps releases in folders and their standing in the ledger.

    Parameters
    ----------
    connection
        The ledger.
    releases_folder
        Holds ``<model>/<version>/`` of what was trained on this machine.
    shipped_folder
        Holds ``<model>/`` of what Undersong came with; it serves where nothing else does.
    on_problem
        Is told, once a release, that it could not serve.
    """

    def __init__(
        self,
        connection: Connection,
        releases_folder: Path,
        shipped_folder: Path,
        clock: Clock,
        on_problem: Callable[[ReleaseUnreadable], object] | None = None,
    ) -> None:
        self._connection, self._clock = connection, clock
        self._releases, self._shipped = releases_folder, shipped_folder
        self._on_problem = on_problem
        self._told: set[str] = set()

    def models(self) -> tuple[str, ...]:
        """Return the names of all models that have a release, shipped or trained here."""
        trained = (row[0] for row in self._connection.rows("SELECT DISTINCT model FROM release"))
        return tuple(sorted({*shipped_models(self._shipped), *trained}))

    def serving(self, model: str) -> Release:
        """Return the verified release that answers for a model.

        One that is corrupt or of another schema is refused for good; the one before it takes its place, and that is
        written to the ledger as a deployment with the reason.

        Raises
        ------
        NoRelease
            Nothing can serve.
        """
        problem: ReleaseUnreadable | None = None
        for release in self._succession(model):
            try:
                verified = verify(release)
            except ReleaseUnreadable as error:
                self._set_aside(release, error)
                problem = problem or error
                continue
            if problem is not None:
                record(self._connection, model, release.manifest.version, self._clock.now_ms(), str(problem))
            return verified
        raise NoRelease(model)

    def all_of(self, model: str) -> list[tuple[Release, Standing]]:
        """Return every release of a model with its standing, newest first, the shipped one last."""
        rows = self._connection.rows(
            "SELECT version, standing FROM release WHERE model = ? ORDER BY created_ms DESC, rowid DESC", [model]
        )
        found = [(release, Standing(row[1])) for row in rows if (release := self._trained(model, row[0])) is not None]
        shipped = shipped_release(self._shipped, model)
        if shipped is None:
            return found
        serves = not any(standing is Standing.SERVING for _, standing in found)
        return [*found, (shipped, Standing.SERVING if serves else Standing.RETIRED)]

    def find(self, model: str, version: str | None = None) -> Release:
        """Return a release by version, or the one that serves.

        Raises
        ------
        NotThere
            No release of that version is kept.
        """
        if version is None:
            return self.serving(model)
        for release, _ in self.all_of(model):
            if release.manifest.version == version:
                return release
        raise NotThere(f"release {model} {version}", f"`undersong models show {model}` lists those that are kept")

    def history(self, model: str) -> list[Deployment]:
        """Return which release answered since when and why, newest first."""
        return deployments(self._connection, model)

    def publish(self, manifest: Manifest, files: Mapping[str, Content]) -> Release:
        """Write a release as a candidate: it is kept but serves nobody yet.

        The manifest's `files` are filled in here. A folder is on disk before the ledger knows of it.
        """
        manifest = replace(manifest, files=digests(files))
        text = json.dumps(plain_from_manifest(manifest), indent=2) + "\n"
        folder = self._releases / manifest.model / manifest.version
        write_folder(folder, {**files, FILE: text.encode()})
        with self._connection.transaction():
            self._connection.run(
                "DELETE FROM release WHERE model = ? AND version = ?", [manifest.model, manifest.version]
            )
            self._connection.run(
                "INSERT INTO release(model, version, folder, created_ms, standing, manifest) VALUES (?, ?, ?, ?, ?, ?)",
                [manifest.model, manifest.version, folder.name, manifest.created_ms, Standing.CANDIDATE, text],
            )
        return Release(manifest, folder)

    def promote(self, release: Release, reason: str) -> None:
        """Let a release serve; the one before it is kept to go back to."""
        model, version = release.manifest.model, release.manifest.version
        verify(release)
        with self._connection.transaction():
            self._connection.run(
                "UPDATE release SET standing = ? WHERE model = ? AND standing = ?",
                [Standing.RETIRED, model, Standing.SERVING],
            )
            self._stand(model, version, Standing.SERVING)
            record(self._connection, model, version, self._clock.now_ms(), reason)
        self._prune(model)

    def refuse(self, release: Release) -> None:
        """Keep a release from ever serving; the training log holds the reason."""
        self._stand(release.manifest.model, release.manifest.version, Standing.REFUSED)
        self._prune(release.manifest.model)

    def rollback(self, model: str, reason: str = "a person went back") -> Release:
        """Let the release that served before the present one take its place, and return it.

        Going back twice goes back two steps; the shipped release is the last.

        Raises
        ------
        NotThere
            Nothing served before.
        """
        now = self.serving(model).manifest.version
        shipped = shipped_release(self._shipped, model)
        past = [] if shipped is not None and shipped.manifest.version == now else self.history(model)
        began = min((deployment.id for deployment in past if deployment.version == now), default=0)
        before = {deployment.version for deployment in past if deployment.id < began}
        if past and shipped is not None:
            before.add(shipped.manifest.version)
        for release in self._succession(model):
            if release.manifest.version in before:
                self.promote(release, reason)
                return self.serving(model)
        raise NotThere(f"a release of {model} before {now}", "there is nothing to go back to")

    def forget(self, model: str) -> None:
        """Delete every release of a model that was trained here; what ships serves from now on."""
        with self._connection.transaction():
            self._connection.run("DELETE FROM release WHERE model = ?", [model])
            shipped = shipped_release(self._shipped, model)
            if shipped is not None:
                record(self._connection, model, shipped.manifest.version, self._clock.now_ms(), FORGOTTEN)
        shutil.rmtree(self._releases / model, ignore_errors=True)

    def _succession(self, model: str) -> list[Release]:
        """Return who may serve, first choice first: as deployed, newest first, then what was shipped."""
        refused = {
            row[0]
            for row in self._connection.rows(
                "SELECT version FROM release WHERE model = ? AND standing = ?", [model, Standing.REFUSED]
            )
        }
        shipped = shipped_release(self._shipped, model)
        chain: dict[str, Release] = {}
        for deployment in self.history(model):
            # A shipped release of an older product is gone with it; the one of this product stands in its place.
            is_shipped = shipped is not None and TRAINED_MARK not in deployment.version
            release = shipped if is_shipped else self._trained(model, deployment.version)
            if release is not None and deployment.version not in refused:
                chain.setdefault(release.manifest.version, release)
        if shipped is not None:
            chain.setdefault(shipped.manifest.version, shipped)
        return list(chain.values())

    def _trained(self, model: str, version: str) -> Release | None:
        """Return a release trained here; one whose manifest is gone comes back with an empty one, to fail its check."""
        rows = self._connection.rows("SELECT folder FROM release WHERE model = ? AND version = ?", [model, version])
        if not rows:
            return None
        folder = self._releases / model / rows[0][0]
        try:
            return Release(read_manifest(folder), folder)
        except ReleaseUnreadable:
            return Release(Manifest(model, version, 0, {}, (), "manifest unreadable"), folder)

    def _set_aside(self, release: Release, problem: ReleaseUnreadable) -> None:
        self._stand(release.manifest.model, release.manifest.version, Standing.REFUSED)
        if release.name not in self._told:
            self._told.add(release.name)
            if self._on_problem is not None:
                self._on_problem(problem)

    def _stand(self, model: str, version: str, standing: Standing) -> None:
        self._connection.run(
            "UPDATE release SET standing = ? WHERE model = ? AND version = ?", [standing, model, version]
        )

    def _prune(self, model: str) -> None:
        """Delete the files of all but the newest few that do not serve; refused ones push no other out."""
        trained = [item for item in self.all_of(model) if item[1] is not Standing.SERVING and self._is_trained(item[0])]
        refused = [release for release, standing in trained if standing is Standing.REFUSED]
        spare = [release for release, standing in trained if standing is not Standing.REFUSED]
        for release in [*refused[KEPT:], *spare[KEPT:]]:
            shutil.rmtree(release.folder, ignore_errors=True)
            self._connection.run(
                "DELETE FROM release WHERE model = ? AND version = ?", [model, release.manifest.version]
            )

    def _is_trained(self, release: Release) -> bool:
        return self._releases in release.folder.parents
