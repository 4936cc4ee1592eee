"""Tables of organisations, people and roles: read, compared with the registry, brought in whole or not at all, and
given out with the same columns.

`reading` makes rows of a file, `resources` (django-import-export) makes entries of rows, `bringing_in` does so in one
transaction, `writing` goes the other way.
"""
