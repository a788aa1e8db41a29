"""What is done to a text before anybody sees it: repaired, shortened or refused."""

from undersong.suggestions.processing.base import Known, Refused
from undersong.suggestions.processing.chain import process

__all__ = ["Known", "Refused", "process"]
