"""What SQLite has to be taught so that it answers as PostgreSQL does."""

import functools
import re


def read_all_alphabets(sender, connection, **kwargs):
    """Make LIKE, LOWER and UPPER know every alphabet.

    SQLite's own ignore case for ASCII only: «үлгібаев» would miss «Үлгібаев».
    """
    if connection.vendor != "sqlite":
        return
    declare = functools.partial(connection.connection.create_function, deterministic=True)
    declare("like", 2, like)
    declare("like", 3, like)
    declare("lower", 1, lambda value: value.lower() if isinstance(value, str) else value)
    declare("upper", 1, lambda value: value.upper() if isinstance(value, str) else value)


def like(pattern, value, escape=None):
    """SQL's LIKE without regard to case; NULL where either side is NULL."""
    if pattern is None or value is None:
        return None
    return matcher(pattern.casefold(), escape).fullmatch(str(value).casefold()) is not None


@functools.lru_cache(maxsize=512)
def matcher(pattern, escape):
    """The regular expression of a LIKE pattern: % any letters, _ one letter, the escaped sign itself."""
    out, signs = [], iter(pattern)
    for sign in signs:
        if sign == escape:
            out.append(re.escape(next(signs, "")))
        else:
            out.append({"%": ".*", "_": "."}.get(sign) or re.escape(sign))
    return re.compile("".join(out), re.DOTALL)
