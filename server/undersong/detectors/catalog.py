"""The detectors, in the order in which their verdicts are told."""

from undersong.detectors.anomaly import Anomaly
from undersong.detectors.base import Detector
from undersong.detectors.flow import Flow
from undersong.detectors.stuck import Stuck

DETECTORS: tuple[type[Detector], ...] = (Stuck, Flow, Anomaly)
