"""`/curate`: the curators' worklist in Discord."""
