"""What commands share: features, autocomplete choices, paging, admin checks, the reader's language."""
