"""The state of the local Discord: servers, channels, members, permissions, and their JSON."""
