"""The command line. Each command imports what it needs inside itself, so that help is quick.

Answers go to standard output (`output`); messages and questions to standard error (`stderr`). Exit
codes: 0 done, 1 a job that failed or found nothing, 2 wrong use.
"""
