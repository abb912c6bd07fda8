"""The HTTP interface of the page: what users read, send and do, and the feed of events."""
