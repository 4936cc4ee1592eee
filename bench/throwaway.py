"""What measurements need: a newsroom of their own, an editor logged in, and a server as script/server runs it."""

import contextlib
import os
import socket
import subprocess
import sys
import time
import urllib.request
from importlib import import_module
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
SECONDS_TO_START = 60


def prepare(folder, *, any_database=False, **settings):
    """Settings of a newsroom of its own in the folder, before Django is imported; `settings` come on top of them.

    With `any_database` that of DATABASE_URL is used where there is one.
    """
    if any_database and "DATABASE_URL" in os.environ:
        settings["DATABASE_URL"] = os.environ["DATABASE_URL"]
    os.environ |= {
        "DATA_DIR": folder,
        "SECRET_KEY": "only-for-this-measurement" * 3,
        "SITE_URL": "http://localhost",
        "DATABASE_URL": f"sqlite:///{folder}/db.sqlite3",
        "DJANGO_SETTINGS_MODULE": "coalition_site.settings",
        **settings,
    }
    for name in ("DEBUG", "FILES_URL"):
        os.environ.pop(name, None)
    Path(folder, "static").mkdir()
    sys.path.insert(0, str(PROJECT))


def make_newsroom():
    """An empty newsroom; the session of its editor-in-chief."""
    import_module("django").setup()
    call_command = import_module("django.core.management").call_command
    factories = import_module("tests.factories")
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    editor = factories.an_editor_in_chief(email="aigerim@ulgi.example", language="en")
    factories.a_site()
    return session_of(editor)


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
