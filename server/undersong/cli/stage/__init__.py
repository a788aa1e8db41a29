"""What `undersong demo` is made of: a recording, a player, scenes, and a voice that tells."""
