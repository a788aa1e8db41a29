"""What kind of thing a token is, so that code about other names can still say how a line goes on."""

# Words that shape a line by themselves; every other word counts only by the way it is written. A shape fits a byte.
KEPT_WORDS = """
    False None True and as assert async await break case class continue def del elif else except finally for from
    global if import in is lambda match nonlocal not or pass raise return try while with yield
    self cls super len str int dict list set tuple bool float bytes object isinstance print range type getattr
    hasattr property staticmethod classmethod Exception ValueError TypeError KeyError Any Optional Union
    function const let var new this null undefined export default extends typeof interface enum switch throw catch
    public private protected static void final struct func package impl pub fn mut use nil string boolean
"""
OPERATORS = r"""
    ( ) [ ] { } , . : ; = + - * / % & | ^ ~ @ ! ? < > # $ \ ` " ' -> := => ** // **= //= == != <= >= += -= *= /=
    %= &= |= ^= @= ... && || :: '''
"""
KEPT = (*KEPT_WORDS.split(), *OPERATORS.split(), '"' * 3)
OTHER, STRING, NUMBER, LOWER, CAMEL, UPPER, PRIVATE, DUNDER, FORMATTED = range(1, 10)
FIRST_KEPT = 10
SHAPES = {word: FIRST_KEPT + place for place, word in enumerate(KEPT)}
FIRST_BREAK = FIRST_KEPT + len(SHAPES)


def shape_of(word: str) -> int:
    """Return the number (below 256) of a word's shape.

    >>> shape_of("response") == shape_of("request_count"), shape_of("def") == shape_of("for")
    (True, False)
    """
    kept = SHAPES.get(word)
    if kept is not None:
        return kept
    first = word[0]
    if word[-1] in "\"'":
        return STRING if first in "\"'" else FORMATTED
    if first.isdigit():
        return NUMBER
    if first == "_":
        return DUNDER if word.endswith("__") else PRIVATE
    if not first.isalpha():
        return OTHER
    if first.islower():
        return LOWER
    return UPPER if word.isupper() and len(word) > 1 else CAMEL
