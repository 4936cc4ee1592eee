"""FILES_URL: the address of a store of the S3 kind, read into what Django and the content security policy need."""

from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

EXAMPLE = "s3://KEY:SECRET@host/bucket?region=…"
OPTIONS = {"region", "secure", "signed", "public"}
TRUE_OR_FALSE = {"true": True, "false": False}


class FileStore(NamedTuple):
    storage: dict
    """For `STORAGES["default"]`."""
    public_address: str
    """What the addresses of files begin with, without a slash at the end; "" for the folder of this machine."""

    @property
    def origin(self):
        """Scheme and host of the files, as a content security policy names them; "" for this site's own."""
        parts = urlsplit(self.public_address)
        return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


ON_DISK = FileStore({"BACKEND": "news.storage.disk.FilesOnDisk"}, "")


def store_at(address, *, variable):
    """The store at that address; the folder of this machine where it is empty.

    Raises ImproperlyConfigured with a sentence that names the variable, and never the secret in it.
    """
    if not address:
        return ON_DISK

    def refuse(why):
        raise ImproperlyConfigured(f"{variable} {why}. It looks like {EXAMPLE} (docs/settings.md).")

    parts, options = parts_of(address, refuse)
    scheme = "https" if is_true("secure", options, True, refuse) else "http"
    host = parts.netloc.rpartition("@")[2]
    bucket, _, folder = parts.path.strip("/").partition("/")
    public = options.get("public", f"{scheme}://{host}/{bucket}").rstrip("/")
    if urlsplit(public).scheme not in ("http", "https") or not urlsplit(public).netloc:
        refuse(f"says public={public}; that has to be an address with http or https")
    settings = {
        "access_key": unquote(parts.username),
        "secret_key": unquote(parts.password),
        "endpoint_url": f"{scheme}://{host}",
        "bucket_name": bucket,
        "location": folder,
        "region_name": options.get("region", "us-east-1"),
        "querystring_auth": is_true("signed", options, False, refuse),
        "public_address": public,
    }
    return FileStore({"BACKEND": "news.storage.s3.FilesInS3", "OPTIONS": settings}, public)


def parts_of(address, refuse):
    """The address in its parts, and its options; refuses what lacks one or has one too many."""
    try:
        parts = urlsplit(address)
        is_whole = parts.hostname and (parts.port or True)
    except ValueError:
        refuse("is no address")
    if parts.scheme != "s3" or not is_whole:
        refuse("does not begin with s3:// and a host")
    if not (parts.username and parts.password):
        refuse("has no key and secret before the host")
    if not parts.path.strip("/"):
        refuse("names no bucket after the host")
    options = dict(parse_qsl(parts.query))
    if unknown := sorted(set(options) - OPTIONS):
        refuse(f"has an option {unknown[0]} that is not known; there are {', '.join(sorted(OPTIONS))}")
    return parts, options


def is_true(option, options, default, refuse):
    word = options.get(option, str(default)).lower()
    if word not in TRUE_OR_FALSE:
        refuse(f"says {option}={word}; write true or false")
    return TRUE_OR_FALSE[word]
