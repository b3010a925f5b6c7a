"""An archive that many share: a folder that follows an object store, and what goes between them."""
