"""`/daily`: the schedule of a server's quote of the day."""
