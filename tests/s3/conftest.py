"""A real server of the S3 kind on this machine: moto's, or the one that S3_ENDPOINT names, such as MinIO:

S3_ENDPOINT=http://KEY:SECRET@127.0.0.1:9000 pytest -o addopts= tests/s3
"""

import io
import json
import os
import urllib.request
import uuid
from urllib.parse import urlsplit

import boto3
import PIL.Image
import pytest
from botocore.config import Config
from django.core.files.base import ContentFile

from coalition_site.file_store import store_at
from news.models import Image

READ_BY_ANYBODY = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::BUCKET/*"}],
}


@pytest.fixture(scope="session")
def endpoint():
    """`http://key:secret@host:port` of a server that runs."""
    if address := os.environ.get("S3_ENDPOINT"):
        yield urlsplit(address)
        return
    from moto.server import ThreadedMotoServer  # noqa: PLC0415  not needed with a server of one's own

    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield urlsplit(f"http://key:secret@{host}:{port}")
    server.stop()


@pytest.fixture(scope="session")
def client(endpoint):
    return boto3.client(
        "s3",
        endpoint_url=f"http://{endpoint.hostname}:{endpoint.port}",
        aws_access_key_id=endpoint.username,
        aws_secret_access_key=endpoint.password,
        region_name="us-east-1",
        config=Config(signature_version="s3v4", s3={"addressing_style": "path"}),
    )


@pytest.fixture
def bucket(client):
    """An empty one of each test's own, whose objects anybody may read."""
    name = f"ulgi-{uuid.uuid4().hex}"
    client.create_bucket(Bucket=name)
    client.put_bucket_policy(Bucket=name, Policy=json.dumps(READ_BY_ANYBODY).replace("BUCKET", name))
    return name


@pytest.fixture
def files_url(endpoint, bucket):
    """FILES_URL of a folder in the bucket."""
    return f"s3://{endpoint.netloc}/{bucket}/media?secure=false"


@pytest.fixture
def use(settings):
    """Let the newsroom keep its files at that FILES_URL."""

    def begin(address):
        store = store_at(address, variable="FILES_URL")
        settings.STORAGES = {**settings.STORAGES, "default": store.storage}

    return begin


@pytest.fixture
def store(use, files_url):
    use(files_url)


def photograph(size=(64, 48), colour="teal", name="жиналыс.jpg"):
    buffer = io.BytesIO()
    PIL.Image.new("RGB", size, colour).save(buffer, "JPEG")
    return ContentFile(buffer.getvalue(), name=name)


@pytest.fixture
def picture(store, django_capture_on_commit_callbacks):
    """A picture as it comes out of an upload."""
    with django_capture_on_commit_callbacks(execute=True):
        return Image.objects.create(file=photograph(), **{f"description_{code}": "Зал" for code in ("kk", "ru", "en")})


def fetched(address):
    """The answer to somebody who has nothing but the address."""
    with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
        return answer.read(), answer.headers
