"""The daemon's parts, built once and handed to each other."""

import asyncio
import logging
from typing import Any

from undersong.app.salt import read_salt
from undersong.app.status import status_of
from undersong.domain.clock import Clock
from undersong.domain.errors import WorkerError
from undersong.domain.places import Places
from undersong.flows.attend import Attend
from undersong.flows.choose import Choices
from undersong.flows.learn import Learn
from undersong.flows.nudge import Nudging
from undersong.flows.pause import Pause
from undersong.flows.record import Recorder
from undersong.flows.roots import Roots
from undersong.flows.tell import Tell
from undersong.inference.client import WorkerClient
from undersong.lsp.editors import Editor, Editors
from undersong.lsp.hints import Hints
from undersong.lsp.services import Services
from undersong.registry.registry import Registry
from undersong.store.events import EventStore
from undersong.store.ledger import open_ledger

log = logging.getLogger(__name__)

DAY_MS, MINUTE_MS = 86_400_000, 60_000
DETECTORS = ("stuck", "flow", "anomaly")
