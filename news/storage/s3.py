"""Files in a store that speaks the protocol of Amazon's S3: MinIO, Ceph, and what most providers rent out."""

from __future__ import annotations

import datetime as dt
import functools
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.auth import SIGV4_TIMESTAMP, S3SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.config import Config
from botocore.credentials import Credentials
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from django.utils.encoding import filepath_to_uri
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from .listing import Stored
from .serving import disposition_of, type_of

A_YEAR = 365 * 24 * 60 * 60
LIFE_OF_A_SIGNATURE = dt.timedelta(days=7)
"""The longest that the protocol allows. Signed at the beginning of the day, an address is good for six more days."""


@contextmanager
def like_a_folder():
    """What goes wrong in the store is an OSError here, as it is on a disk."""
    try:
        yield
    except (BotoCoreError, ClientError, Boto3Error) as error:
        raise OSError(f"The store of files: {error}") from error


class FilesInS3(S3Storage):
    """The files of FILES_URL. Addresses are composed here: no page asks the store before it names a file."""

    def get_default_settings(self) -> dict[str, Any]:
        ours = {
            "public_address": "",
            "file_overwrite": False,
            "querystring_auth": False,
            "object_parameters": {"CacheControl": f"public, max-age={A_YEAR}, immutable"},
            "transfer_config": TransferConfig(use_threads=False),
            "client_config": Config(
                signature_version="s3v4",
                s3={"addressing_style": "path"},
                # An editor waits; and not every store knows the checksums that Amazon's wants.
                connect_timeout=5,
                read_timeout=20,
                retries={"max_attempts": 2},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        }
        return super().get_default_settings() | ours

    def url(self, name: str, parameters=None, expire=None, http_method=None) -> str:
        """The public address; with `querystring_auth` a signed one, the same for everybody all day long."""
        address = f"{self.public_address}/{filepath_to_uri(self._normalize_name(clean_name(name)))}"
        if not self.querystring_auth:
            return address
        day = dt.datetime.now(dt.UTC).strftime("%Y%m%d")
        return signed(address, self.access_key, self.secret_key, self.region_name, day)

    def get_object_parameters(self, name: str) -> dict[str, str]:
        told = {"ContentType": type_of(name), "ContentDisposition": disposition_of(name)}
        return super().get_object_parameters(name) | told

    def stored(self) -> Iterator[Stored]:
        """Every object, a thousand in memory at a time."""
        yield from self._listed("")

    def present(self, names: Iterable[str]) -> set[str]:
        """Which of the names are there, asked in one request where they begin alike."""
        wanted = set(names)
        beginning = os.path.commonprefix(sorted(wanted))  # noqa: RUF071  letters, as the store compares them
        return wanted & {each.name for each in self._listed(beginning)} if wanted else wanted

    def save_once(self, name: str, content: File) -> None:
        """Store the content under exactly that name; where another was quicker, it has written the same."""
        self._save(name, content)

    def _listed(self, beginning: str) -> Iterator[Stored]:
        before = f"{self.location.rstrip('/')}/" if self.location else ""
        with like_a_folder():
            pages = self.connection.meta.client.get_paginator("list_objects_v2")
            for page in pages.paginate(Bucket=self.bucket_name, Prefix=before + beginning):
                for each in page.get("Contents", ()):
                    yield Stored(each["Key"][len(before) :], each["Size"], each["LastModified"])

    def _open(self, name: str, mode: str = "rb") -> File:
        """Raises FileNotFoundError where there is none, and OSError where the store does not answer."""
        with like_a_folder():
            return super()._open(name, mode).open()

    def _save(self, name: str, content: File) -> str:
        with like_a_folder():
            return super()._save(name, content)

    def delete(self, name: str) -> None:
        with like_a_folder():
            super().delete(name)

    def exists(self, name: str) -> bool:
        with like_a_folder():
            return super().exists(name)

    def size(self, name: str) -> int:
        with like_a_folder():
            return super().size(name)


class SignedAtDawn(S3SigV4QueryAuth):
    """Signs as at the beginning of that day (UTC), so that a file has one address and caches know it again."""

    def __init__(self, credentials: Credentials, region: str, day: str):
        super().__init__(credentials, "s3", region, expires=int(LIFE_OF_A_SIGNATURE.total_seconds()))
        self.moment = dt.datetime.strptime(day, "%Y%m%d").replace(tzinfo=dt.UTC)

    def add_auth(self, request: AWSRequest) -> None:
        request.context["timestamp"] = self.moment.strftime(SIGV4_TIMESTAMP)
        self._modify_request_before_signing(request)
        text = self.string_to_sign(request, self.canonical_request(request))
        self._inject_signature_to_request(request, self.signature(text, request))


@functools.lru_cache(maxsize=4096)
def signed(address: str, key: str, secret: str, region: str, day: str) -> str:
    """The address with a signature of that day (year, month and day in digits) that lets anybody fetch the file."""
    request = AWSRequest("GET", address)
    SignedAtDawn(Credentials(key, secret), region or "us-east-1", day).add_auth(request)
    return request.url
