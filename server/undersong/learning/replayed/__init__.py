"""What would have become of suggestions: files that were written are typed once more, and a completer is asked."""

from undersong.learning.replayed.offers import Replayed, replayed
from undersong.learning.replayed.spots import Spot, spots_of
from undersong.learning.replayed.table import read_offers, write_offers

__all__ = ["Replayed", "Spot", "read_offers", "replayed", "spots_of", "write_offers"]
