"""Export and import of everything kept about a server, as one JSON file."""
