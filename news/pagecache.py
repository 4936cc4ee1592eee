"""How long caches may keep what readers are shown: the same for everybody, since no page reads or sets a cookie."""

PAGE = "public, max-age=0, s-maxage=30, stale-while-revalidate=600, stale-if-error=86400"
"""A reader's browser always asks again; a cache in front may answer for half a minute, and longer while we are away."""

SITEMAP = "public, max-age=0, s-maxage=600, stale-while-revalidate=3600, stale-if-error=86400"


def keep(response, policy=PAGE):
    """The response, with what caches may do with it (RFC 9111, RFC 5861)."""
    response.headers["Cache-Control"] = policy
    return response
