"""Renderers of the post of the day: the post itself, and the schedule that admins see."""
