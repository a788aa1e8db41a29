"""The formats, in the order in which the command line names them."""

from undersong.exchange.activitywatch import ActivityWatch
from undersong.exchange.base import Format
from undersong.exchange.progsnap2 import ProgSnap2
from undersong.exchange.wakatime import WakaTime

FORMATS: tuple[type[Format], ...] = (ProgSnap2, WakaTime, ActivityWatch)
