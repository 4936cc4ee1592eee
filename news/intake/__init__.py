"""The door of the library: every file that comes in is looked at here, whichever way it comes."""

from .documents import Attachment, document
from .pictures import ACCEPTED, Picture, picture
from .refusals import MOST_BYTES, Refused

__all__ = ["ACCEPTED", "MOST_BYTES", "Attachment", "Picture", "Refused", "document", "picture"]
