"""Conformance run: bots on foreign client libraries log in to the sandbox and use it. `make conformance`."""
