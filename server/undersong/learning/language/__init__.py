"""How the neural completion model is made: network, export, quantisation, and the join with its base at set-up.

Nothing is re-exported: torch belongs to `network` and `lora` alone, and the join must start without it.
"""
