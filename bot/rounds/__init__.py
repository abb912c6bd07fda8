"""Rounds of the quiz in a channel, without Discord or a database: phases, presses, and the loop that plays them."""
