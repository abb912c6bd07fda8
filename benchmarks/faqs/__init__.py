"""Many small packs cut from public question sets, and the confidence of every pack, which is fitted on them."""
