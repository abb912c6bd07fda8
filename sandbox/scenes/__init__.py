"""Scenes: YAML files that describe the servers, people and application with which a sandbox starts."""
