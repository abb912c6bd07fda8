"""How good the answers are: measures over labelled questions, and what a curator should look at next."""
