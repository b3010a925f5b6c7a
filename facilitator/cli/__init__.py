"""The command line. A command imports what it needs inside itself, so that help comes at once.

Answers go to standard output alone (`output`), what is said and asked to standard error
(`stderr`). Exit codes: 0 done, 1 a job that failed or found nothing, 2 wrong use.
"""
