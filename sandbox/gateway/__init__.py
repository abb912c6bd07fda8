"""The gateway: the WebSocket over which clients get events."""
