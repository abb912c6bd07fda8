"""Messages and interactions: sending, editing, threads, history, follow-ups."""
