"""What Discord accepts and what it refuses, form by form; every check fills in the defaults that Discord fills in."""
