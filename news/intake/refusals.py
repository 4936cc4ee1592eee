"""What a file that is not let in is answered with, and the first questions that every file is asked."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import BinaryIO

from django.core.files.base import File
from django.utils.translation import gettext as _

MEGABYTE = 1_000_000
MOST_BYTES = 30 * MEGABYTE
"""Of one file: a photograph of a good camera has 8 to 25 MB, and a reader's telephone has to load a document."""


class Refused(ValueError):  # noqa: N818 (“raise Refused” says what happens)
    """The file cannot be used; `str()` is a translated sentence that tells what to do about it."""


def whole(file: BinaryIO | File) -> bytes:
    """The bytes of a file that may come in; never reads far beyond the limit. Raises Refused."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    file.seek(0)
    if not content:
        raise Refused(_("The file is empty. Choose it again, or ask whoever sent it for another copy."))
    if len(content) > MOST_BYTES:
        sentence = _("The file is larger than %(megabytes)s MB. Save it smaller and choose it again.")
        raise Refused(sentence % {"megabytes": MOST_BYTES // MEGABYTE})
    return content


@contextlib.contextmanager
def errors_refuse(sentence: str) -> Iterator[None]:
    """Readers of files raise all sorts of errors over bytes that are not what they should be: each is a refusal."""
    try:
        yield
    except Refused:
        raise
    except Exception as error:
        raise Refused(sentence) from error
