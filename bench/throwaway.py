"""What measurements in a browser need: a server of their own, as script/server runs it, and an editor logged in."""

import contextlib
import socket
import subprocess
import sys
import time
import urllib.request
from importlib import import_module
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60


def session_of(user):
    """The key of a new session in which the account is logged in."""
    auth, store = import_module("django.contrib.auth"), import_module("django.contrib.sessions.backends.db")
    session = store.SessionStore()
    session[auth.SESSION_KEY] = str(user.pk)
    session[auth.BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


@contextlib.contextmanager
def server(application="coalition_site.wsgi:application"):
    """The address of one granian process that answers with the application, with the settings of this process."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port)]
    command += ["--no-ws", "--workers", "1", "--blocking-threads", "4", application]
    running = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


def wait_for(address):
    for _attempt in range(SECONDS_TO_START * 10):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(0.1)
    raise SystemExit(f"{address} did not answer within {SECONDS_TO_START} s.")
