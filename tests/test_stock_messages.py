"""What Django and the editor leave untranslated stands in locale/stock: nothing on an admin screen is in English."""

import json
from pathlib import Path

import django
import django_prose_editor
import pytest
from babel.messages.pofile import read_po
from django.apps import apps
from django.conf import settings
from django.utils import translation
from django.views.i18n import JSONCatalog

from news.management.catalogues import is_finished


def catalogue(path):
    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {(message.context, message.id): message for message in read_po(file) if message.id}


def own_catalogues_of_django(language, domain):
    folders = [Path(django.__file__).parent / "conf"]
    folders += [Path(app.path) for app in apps.get_app_configs() if app.name.startswith("django.")]
    files = [folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po" for folder in folders]
    return {key: message for path in files for key, message in catalogue(path).items()}


def stock(language, domain):
    return catalogue(settings.BASE_DIR / "locale" / "stock" / language / "LC_MESSAGES" / f"{domain}.po")


@pytest.mark.parametrize("language", ["kk", "ru"])
@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_sentence_of_djangos_own_screens_is_left_in_english(language, domain):
    said = own_catalogues_of_django("en", domain)
    translated = {key for key, message in own_catalogues_of_django(language, domain).items() if is_finished(message)}
    assert said.keys() - translated - stock(language, domain).keys() == set()


def buttons_of_the_editor():
    """The French catalogue of the editor is the one that holds all its sentences."""
    folder = Path(django_prose_editor.__file__).parent / "locale" / "fr" / "LC_MESSAGES"
    return catalogue(folder / "djangojs.po").keys()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_no_button_of_the_editor_is_left_in_english(language):
    assert buttons_of_the_editor() - stock(language, "djangojs").keys() == set()


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_the_stock_holds_nothing_that_the_libraries_no_longer_say(language):
    assert stock(language, "django").keys() <= own_catalogues_of_django("en", "django").keys()
    scripts = own_catalogues_of_django("en", "djangojs").keys() | buttons_of_the_editor()
    assert stock(language, "djangojs").keys() <= scripts


@pytest.mark.parametrize(
    ("language", "insert", "february", "forms"),
    [("kk", "Кесте кірістіру", "Ақпан", 2), ("ru", "Вставить таблицу", "Февраль", 4)],
)
def test_the_scripts_of_the_admin_speak_the_editors_language(rf, language, insert, february, forms):
    view = JSONCatalog.as_view(packages=["django.contrib.admin"])
    with translation.override(language):
        said = json.loads(view(rf.get("/")).content)["catalog"]
    assert (said["Insert Table"], said["February"]) == (insert, february)
    assert len(said["%s selected option not visible"]) == forms


def test_in_kazakh_a_user_is_not_asked_for_a_word_with_a_space():
    with translation.override("kk"):
        assert translation.gettext("Password") == "Құпиясөз"
        assert translation.gettext("Django administration") == "Django әкімшілігі"
