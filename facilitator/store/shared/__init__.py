"""Shared archives: a folder that follows an object store, and the exchange between them."""
