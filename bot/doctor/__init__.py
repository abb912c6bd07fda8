"""`python -m bot doctor`: what keeps an installation from working, or soon will, each with its remedy."""
