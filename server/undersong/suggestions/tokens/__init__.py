"""What followed the same tokens of the language model elsewhere in the repository and in the file itself."""

from undersong.suggestions.tokens.evidence import LONGEST, ORDERS, Evidence
from undersong.suggestions.tokens.file_tokens import FileTokens
from undersong.suggestions.tokens.token_index import TokenIndex

__all__ = ["LONGEST", "ORDERS", "Evidence", "FileTokens", "TokenIndex"]
