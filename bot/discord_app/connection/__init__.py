"""The connection to Discord: the client's base, responses, deferral, command registration, errors."""
