"""What a start does once: it registers the commands, and looks how many starts are left today."""
