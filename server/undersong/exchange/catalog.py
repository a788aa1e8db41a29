"""The formats, in the order in which the command line names them."""

from undersong.exchange.activitywatch import ActivityWatch
from undersong.exchange.base import Format
from undersong.exchange.chat import Chat
from undersong.exchange.cups import Cups
from undersong.exchange.editing_traces import EditingTraces
from undersong.exchange.gharchive import GhArchive
from undersong.exchange.git_rhythm import GitRhythm
from undersong.exchange.interruptibility import Interruptibility
from undersong.exchange.penn import Penn
from undersong.exchange.pharo import Pharo
from undersong.exchange.progsnap2 import ProgSnap2
from undersong.exchange.stackexchange import StackExchange
from undersong.exchange.vscode_telemetry import VsCodeTelemetry
from undersong.exchange.wakatime import WakaTime

FORMATS: tuple[type[Format], ...] = (
    ProgSnap2,
    WakaTime,
    ActivityWatch,
    VsCodeTelemetry,
    GhArchive,
    StackExchange,
    Penn,
    Cups,
    Chat,
    Interruptibility,
    EditingTraces,
    Pharo,
    GitRhythm,
)
