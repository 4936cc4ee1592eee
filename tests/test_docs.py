"""Documentation that cannot rot: what it names exists, and what exists is named."""

import re
from pathlib import Path

import pytest
from django.core.management import get_commands

PROJECT = Path(__file__).resolve().parent.parent
DOCS = PROJECT / "docs"
PAGES = [*DOCS.rglob("*.md"), *PROJECT.glob("*.md")]

READ_FROM_THE_ENVIRONMENT = re.compile(r'\benv(?:\.\w+)?\(\s*"([A-Z][A-Z0-9_]*)"')
LISTS = ("requirements.txt", "requirements-dev.txt", "requirements-ci.txt")
READ_BY_THE_SCRIPTS = {"HOST", "PORT", "DEMO", "WORKERS"}
SETTING_IN_DOCS = re.compile(r"^(?:\| |#+ )`([A-Z][A-Z0-9_]+)`", re.MULTILINE)
CHECK = re.compile(r"\bnews\.[CEWID]\d{3}\b")
COMMAND_IN_DOCS = re.compile(r"manage\.py ([a-z_]+)")
LINK = re.compile(r"\]\((?!https?:|mailto:)([^)#\s]+)(?:#[^)]*)?\)")


def read(path):
    return path.read_text(encoding="utf-8")


def text_of_all_pages():
    return "\n".join(map(read, PAGES))


def settings_read():
    return set(READ_FROM_THE_ENVIRONMENT.findall(read(PROJECT / "coalition_site/settings.py"))) | READ_BY_THE_SCRIPTS


def settings_told():
    return set(SETTING_IN_DOCS.findall(read(DOCS / "settings.md")))


def our_commands():
    return {path.stem for path in (PROJECT / "news/management/commands").glob("[!_]*.py")}


def checks_in_code():
    return {name for path in (PROJECT / "news").rglob("*.py") for name in CHECK.findall(read(path))}


def chosen_packages():
    """Names in the first part of both lists of requirements, as the lists spell them."""
    names = set()
    for filename in LISTS:
        chosen = read(PROJECT / filename).partition("# --- chosen ---")[2].partition("# --- needed")[0]
        names |= set(re.findall(r"^([A-Za-z0-9_.-]+)(?:\[\w+\])?==", chosen, re.MULTILINE))
    return names


def test_the_tests_see_what_they_compare():
    assert {"SECRET_KEY", "DATABASE_URL", "PORT"} <= settings_read()
    assert {"Django", "pytest", "granian"} <= chosen_packages()
    assert "create_administrator" in our_commands()


def test_every_setting_is_described():
    assert settings_read() - settings_told() == set()


def test_every_described_setting_exists():
    assert settings_told() - settings_read() == set()


def test_every_command_is_described():
    told = text_of_all_pages()

    assert {name for name in our_commands() if f"manage.py {name}" not in told} == set()


def test_every_described_command_exists():
    told = set(COMMAND_IN_DOCS.findall(text_of_all_pages()))

    assert told - set(get_commands()) == set()


def test_every_system_check_is_described():
    assert checks_in_code() - set(CHECK.findall(text_of_all_pages())) == set()


def test_every_described_system_check_exists():
    assert set(CHECK.findall(text_of_all_pages())) - checks_in_code() == set()


def test_every_chosen_package_has_its_reason_on_a_page():
    decisions = "\n".join(map(read, (DOCS / "decisions").glob("*.md")))

    assert {name for name in chosen_packages() if f"`{name}`" not in decisions} == set()


def test_every_decision_is_in_the_list_of_decisions():
    listed = set(LINK.findall(read(DOCS / "decisions/README.md")))

    assert {path.name for path in (DOCS / "decisions").glob("*.md")} - listed == {"README.md"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(PROJECT)))
def test_every_link_between_pages_leads_somewhere(page):
    dead = [link for link in LINK.findall(read(page)) if not (page.parent / link).exists()]

    assert dead == []


@pytest.mark.parametrize("name", LISTS)
def test_every_requirement_is_pinned_to_one_version(name):
    lines = [line for line in read(PROJECT / name).splitlines() if line and not line.startswith(("#", "-r "))]

    assert [line for line in lines if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+(; .+)?", line)] == []
