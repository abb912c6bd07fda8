"""`/daily`: the schedule of a server's post of the day."""
