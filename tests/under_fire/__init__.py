"""Made-up texts through all that reads or shows what members type: no exception, no mention, no control character."""
