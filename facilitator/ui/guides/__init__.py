"""The guides, read and written: each as a page, and what is wrong with a file beside it."""
