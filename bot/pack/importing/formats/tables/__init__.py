"""Tables as FAQs: text files and spreadsheets, and what their columns are."""
