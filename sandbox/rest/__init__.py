"""REST v10: one file a resource, and one door through which every request goes."""
