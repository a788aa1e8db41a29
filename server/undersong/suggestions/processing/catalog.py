"""The processors, in the order in which they look at a text."""

from undersong.suggestions.processing.artefacts import Artefacts
from undersong.suggestions.processing.base import Processor
from undersong.suggestions.processing.below_block import BelowBlock
from undersong.suggestions.processing.commands import Commands
from undersong.suggestions.processing.echo import Echo
from undersong.suggestions.processing.indentation import Indentation
from undersong.suggestions.processing.leading import Leading
from undersong.suggestions.processing.long_lines import LongLines
from undersong.suggestions.processing.middle import Middle
from undersong.suggestions.processing.names import Names
from undersong.suggestions.processing.noise import Noise
from undersong.suggestions.processing.overlap import Overlap
from undersong.suggestions.processing.quotes import Quotes
from undersong.suggestions.processing.repetition import Repetition
from undersong.suggestions.processing.scope import Scope
from undersong.suggestions.processing.secrets import Secrets
from undersong.suggestions.processing.suffix_lines import SuffixLines
from undersong.suggestions.processing.trailing import Trailing

# First what is no text at all, then what is there already, then shape, then sense.
PROCESSORS: tuple[Processor, ...] = (
    Artefacts(),
    Trailing(),
    Echo(),
    Leading(),
    Overlap(),
    Middle(),
    BelowBlock(),
    Quotes(),
    SuffixLines(),
    Repetition(),
    Indentation(),
    Scope(),
    LongLines(),
    Noise(),
    Names(),
    Secrets(),
    Commands(),
)
