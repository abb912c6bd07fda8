"""What commands share: the exchange with a member, features, autocomplete choices, paging."""
