"""The codes under which requests of our own are refused (JSON-RPC leaves -32000 to -32099 to servers)."""

# The sender did something that sending it again will not cure.
MALFORMED = -32602
# Nothing may be recorded now; the sender drops what it has.
NOT_RECORDING = -32011
# The disk is full; the sender keeps what it has and tries again.
STORE_FULL = -32012
# The worker is away; the editor works on without it.
NO_WORKER = -32013
# The store cannot take the batch now, as while a range is being forgotten; the sender keeps it and tries again.
STORE_BUSY = -32014
