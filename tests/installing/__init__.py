"""Installing: the lock files, the installer, and what a built wheel holds."""
