"""Components V2: cards, buttons and selects whose state lies in their custom ids, and Discord's text limits."""
