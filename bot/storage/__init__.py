"""What outlives the process: one schema on SQLite or PostgreSQL, its migrations, and the ports it stands behind."""
