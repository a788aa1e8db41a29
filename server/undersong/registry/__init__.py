"""Where releases lie: which one serves, which served before, and why.

Light on purpose: the daemon, the worker, the trainer and the command line all look here.
"""

from undersong.registry.files import digests
from undersong.registry.history import Deployment
from undersong.registry.manifest import fingerprint, plain_from_manifest, read_manifest, read_release
from undersong.registry.registry import Registry
from undersong.registry.shipped import shipped_folder

__all__ = [
    "Deployment",
    "Registry",
    "digests",
    "fingerprint",
    "plain_from_manifest",
    "read_manifest",
    "read_release",
    "shipped_folder",
]
