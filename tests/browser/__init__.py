"""The demo in a real browser: left out of `make test`, run by `make browser`."""
