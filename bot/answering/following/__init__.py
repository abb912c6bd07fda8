"""Follow-ups: questions about the last reply, with a calibrated confidence of their own, and pointers into lists."""
