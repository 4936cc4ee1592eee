"""The commands a newcomer types first: what they say on a machine that is not ready for them."""

import os
import shutil
import socket
import subprocess
from pathlib import Path

import pytest
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

PROJECT = Path(__file__).resolve().parent.parent
SCRIPTS = [PROJECT / "script/server", PROJECT / "script/test", PROJECT / "script/_environment.sh"]
SCRIPTS += [PROJECT / ".ci/run", PROJECT / ".ci/judge"]
PROGRAMS_OF_ANY_MACHINE = (
    "bash",
    "env",
    "dirname",
    "basename",
    "head",
    "cat",
    "cksum",
    "mkdir",
    "rm",
    "mktemp",
    "uname",
)


@pytest.fixture
def clone(tmp_path):
    """The scripts as in a fresh clone: nothing has been made or installed yet."""
    shutil.copytree(PROJECT / "script", tmp_path / "clone/script")
    for name in ("requirements.txt", "requirements-dev.txt"):
        shutil.copy(PROJECT / name, tmp_path / "clone")
    return tmp_path / "clone"


@pytest.fixture
def machine(tmp_path):
    """A folder for the PATH with what every machine has; a test adds the Python it is about."""
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in PROGRAMS_OF_ANY_MACHINE:
        (programs / name).symlink_to(shutil.which(name))
    return programs


def give_python(machine, lines):
    """Put a python3 on the machine that is this shell script."""
    python = machine / "python3"
    python.write_text(f"#!/usr/bin/env bash\n{lines}\n", encoding="utf-8")
    python.chmod(0o755)


def start(script, *, path=None, here=None, **settings):
    """Run a script with nothing but HOME, PATH and the given settings, and no terminal."""
    environment = {"HOME": os.environ.get("HOME", "/"), "PATH": str(path or os.environ["PATH"]), **settings}
    return subprocess.run(
        [shutil.which("bash"), script],
        env=environment,
        cwd=here,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def taken_port():
    with socket.socket() as other_program:
        other_program.bind(("127.0.0.1", 0))
        other_program.listen()
        yield str(other_program.getsockname()[1])


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_every_script_can_be_read_by_bash(script):
    outcome = subprocess.run(["bash", "-n", script], capture_output=True, text=True, check=False)

    assert outcome.stderr == ""
    assert outcome.returncode == 0


@pytest.mark.parametrize(
    "script", [path for path in SCRIPTS if not path.name.startswith("_")], ids=lambda path: path.name
)
def test_every_command_may_be_started_as_it_is(script):
    assert os.access(script, os.X_OK)


@pytest.mark.parametrize("command", ["script/server", "script/test"])
def test_an_old_python_is_named_with_what_to_install(clone, machine, command):
    give_python(machine, '[ "$1" = --version ] && echo "Python 3.9.2" && exit 0; exit 1')

    outcome = start(clone / command, path=machine)

    assert outcome.returncode == 1
    assert "needs Python 3.11 or newer" in outcome.stderr
    assert "python3 (Python 3.9.2)" in outcome.stderr
    assert "apt install python3" in outcome.stderr


def test_a_machine_without_python_is_told_how_to_get_one(clone, machine):
    outcome = start(clone / "script/server", path=machine)

    assert outcome.returncode == 1
    assert "no Python at all" in outcome.stderr
    assert "apt install python3" in outcome.stderr


def test_a_python_without_its_venv_module_is_told_how_to_get_it(clone, machine):
    give_python(machine, 'case "$*" in *ensurepip*) exit 1 ;; *) exit 0 ;; esac')

    outcome = start(clone / "script/test", path=machine)

    assert outcome.returncode == 1
    assert "lacks its venv module" in outcome.stderr
    assert "apt install python3-venv" in outcome.stderr
    assert not (clone / ".venv").exists()


def test_a_taken_port_is_told_with_a_free_one_before_anything_is_installed(clone, taken_port):
    outcome = start(clone / "script/server", PORT=taken_port)

    assert outcome.returncode == 1
    assert f"Port {taken_port} is taken by another program" in outcome.stderr
    assert f"PORT={int(taken_port) + 1} script/server" in outcome.stderr
    assert not (clone / ".venv").exists()


@pytest.mark.parametrize("port", ["abc", "0", "65536", "80 80", "99999999999999999999", "-1"])
def test_a_port_that_is_none_is_refused_with_a_sentence(clone, port):
    outcome = start(clone / "script/server", PORT=port)

    assert outcome.returncode == 1
    assert outcome.stderr.strip() == (
        f"PORT is “{port}”; write a number from 1 to 65535, for example: PORT=8000 script/server"
    )


def test_the_server_may_be_started_from_any_folder(clone, tmp_path, taken_port):
    elsewhere = tmp_path / "a folder with spaces"
    elsewhere.mkdir()

    outcome = start(clone / "script/server", here=elsewhere, PORT=taken_port)

    assert "is taken by another program" in outcome.stderr


def test_the_gate_refuses_an_option_it_does_not_know(clone):
    outcome = subprocess.run([clone / "script/test", "--quick"], capture_output=True, text=True, check=False)

    assert outcome.returncode == 1
    assert outcome.stderr.strip() == "usage: script/test [--fast]"


def printed_password(output):
    return next(line.split()[1] for line in output.splitlines() if line.strip().startswith("password "))


@pytest.mark.django_db
def test_the_first_administrator_may_log_in_with_the_printed_password(capsys):
    call_command("create_administrator", email="aigerim@ulgi.example")

    password = printed_password(capsys.readouterr().out)
    administrator = authenticate(username="aigerim@ulgi.example", password=password)
    assert administrator.is_superuser
    assert administrator.is_staff


@pytest.mark.django_db
def test_a_second_start_makes_no_second_administrator(capsys, django_user_model):
    call_command("create_administrator", if_none=True)
    capsys.readouterr()

    call_command("create_administrator", if_none=True)

    assert capsys.readouterr().out == ""
    assert django_user_model.objects.filter(is_superuser=True).count() == 1


@pytest.mark.django_db
def test_an_administrator_who_left_is_replaced_at_the_next_start(capsys, django_user_model):
    django_user_model.objects.create_superuser("left@ulgi.example", name="Ерлан Сынақ", is_active=False)

    call_command("create_administrator", if_none=True)

    assert django_user_model.objects.filter(is_superuser=True, is_active=True).count() == 1


@pytest.mark.django_db
def test_an_address_in_use_is_not_given_a_second_account(django_user_model):
    django_user_model.objects.create_user("Aigerim@ulgi.example", name="Айгерім Мысал")

    with pytest.raises(CommandError, match=r"There is an account aigerim@ulgi\.example already"):
        call_command("create_administrator", email="aigerim@ulgi.example")


@pytest.mark.django_db
def test_an_administrator_needs_a_real_address():
    with pytest.raises(CommandError, match="“айгерім” is not an e-mail address"):
        call_command("create_administrator", email="айгерім")
