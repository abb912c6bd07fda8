"""Evidence for one candidate: the features that speak for or against it."""
