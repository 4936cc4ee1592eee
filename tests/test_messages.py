"""`manage.py messages`: no reader and no editor meets a sentence in a language that is not theirs."""

import pytest
from babel.messages.pofile import read_po
from django.core.management import CommandError, call_command

PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy

TITLE = _("Members of the "
          "coalition")
LETTER = pgettext_lazy("of the alphabet", "Letter")


def count(stories):
    return ngettext("%(count)d story", "%(count)d stories", len(stories)) % {"count": len(stories)}
"""
TEMPLATE = """
{% load i18n %}
<main>
      {# Translators: heading of the list #}
      <h1>{% translate "Meetings" %}</h1>
    {% translate "Letter" context "sent by post" %}
  <p title="{{ title|default:_('Untitled') }}">{{ _("Welcome") }}
  {% blocktranslate trimmed with name=person.name %}
      {{ name }} leads
      100% of them.
  {% endblocktranslate %}
        {% blocktranslate count found=total trimmed context "search" %}
          {{ found }} result
        {% plural %}
          {{ found }} results
        {% endblocktranslate %}
</main>
"""
SCRIPT = """
export const copied = gettext("Copied");
button.title = pgettext("button", "Copy");
note.textContent = interpolate(ngettext("%s letter", "%s letters", left), [left]);
"""
TABLE = """
# A remark
Members of the coalition\tКоалиция мүшелері\tУчастники коалиции
of the alphabet::Letter\tӘріп\tБуква
sent by post::Letter\tХат\tПисьмо
%(count)d story||%(count)d stories\t%(count)d мақала\t%(count)d материал||%(count)d материала||%(count)d материалов
Meetings\tКездесулер\tВстречи
Untitled\tАтаусыз\tБез названия
Welcome\tҚош келдіңіз\tДобро пожаловать
%(name)s leads 100%% of them.\t%(name)s олардың 100%% бөлігін басқарады.\t%(name)s руководит 100%% из них.
search::%(found)s result||%(found)s results\t%(found)s нәтиже\t%(found)s итог||%(found)s итога||%(found)s итогов
Copied\tКөшірілді\tСкопировано
button::Copy\tКөшіру\tКопировать
%s letter||%s letters\t%s әріп||%s әріп\t%s буква||%s буквы||%s букв||%s букв
"""


class Newsroom:
    """A small project on disk: a module, a template, a script and their catalogues."""

    def __init__(self, root):
        self.root = root
        self.save("news/views.py", PYTHON)
        self.save("templates/news/home.html", TEMPLATE)
        self.save("static/js/share.js", SCRIPT)
        self.save("table.tsv", TABLE)

    def save(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def run(self, capsys, *tables):
        call_command("messages", root=self.root, tables=[self.root / table for table in tables])
        return capsys.readouterr().out

    def check(self):
        call_command("messages", root=self.root, check=True)

    def po(self, language="kk", domain="django", folder="locale"):
        return self.root / folder / language / "LC_MESSAGES" / f"{domain}.po"

    def edit(self, before, after, **place):
        text = self.po(**place).read_text(encoding="utf-8")
        assert before in text
        self.po(**place).write_text(text.replace(before, after), encoding="utf-8")

    def compile(self, capsys):
        """Bring the .mo files in step, so that a test sees its own fault alone."""
        self.run(capsys)

    def files(self):
        return {path: path.read_bytes() for path in sorted((self.root / "locale").rglob("*.?o"))}


@pytest.fixture
def newsroom(tmp_path, capsys):
    newsroom = Newsroom(tmp_path)
    newsroom.run(capsys, "table.tsv")
    return newsroom


def catalogue(path):
    with path.open("rb") as file:
        return {(message.context, message.id): message for message in read_po(file) if message.id}


# The repository itself


def test_every_sentence_of_the_newsroom_is_translated_and_compiled():
    call_command("messages", check=True)


# What is found in the source


def test_sentences_of_a_module_are_found_lazy_joined_counted_and_in_context(newsroom):
    found = catalogue(newsroom.po())

    assert (None, "Members of the coalition") in found
    assert ("of the alphabet", "Letter") in found
    assert (None, ("%(count)d story", "%(count)d stories")) in found


def test_sentences_of_a_template_are_found_whatever_its_indentation(newsroom):
    found = catalogue(newsroom.po())

    assert {(None, "Meetings"), (None, "Untitled"), (None, "Welcome"), ("sent by post", "Letter")} <= found.keys()
    assert (None, "%(name)s leads 100%% of them.") in found
    assert ("search", ("%(found)s result", "%(found)s results")) in found


def test_what_the_source_says_to_translators_reaches_them(newsroom):
    assert catalogue(newsroom.po())[None, "Meetings"].auto_comments == ["Translators: heading of the list"]


def test_sentences_of_a_script_stand_in_the_catalogue_of_scripts(newsroom):
    found = catalogue(newsroom.po(domain="djangojs"))

    assert found.keys() == {(None, "Copied"), ("button", "Copy"), (None, ("%s letter", "%s letters"))}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("templates/news/broken.html", "{% blocktranslate %}{% if a %}{% endblocktranslate %}"),
        ("news/broken.py", "def broken(:"),
    ],
)
def test_a_broken_source_is_named_and_nothing_is_written(newsroom, capsys, name, text):
    before = newsroom.files()
    newsroom.save(name, text)

    with pytest.raises(CommandError, match=name):
        newsroom.run(capsys)

    assert newsroom.files() == before


# What an update keeps


def test_an_update_without_a_change_leaves_every_file_as_it_is(newsroom, capsys):
    before = newsroom.files()
    newsroom.run(capsys)

    assert newsroom.files() == before
    assert b"20" not in newsroom.po().read_bytes()  # no date, nor a version


def test_an_update_keeps_translations_and_the_translators_remarks(newsroom, capsys):
    newsroom.edit('msgid "Meetings"', '# not «жиналыстар»\nmsgid "Meetings"')
    newsroom.save("news/more.py", PYTHON.replace("Members of the ", "Friends of the "))
    newsroom.run(capsys)

    kept = catalogue(newsroom.po())
    assert kept[None, "Meetings"].string == "Кездесулер"
    assert kept[None, "Meetings"].user_comments == ["not «жиналыстар»"]


def test_a_changed_sentence_is_new_and_the_old_one_is_gone(newsroom, capsys):
    newsroom.save("news/views.py", PYTHON.replace("Members of the ", "The members of the "))
    newsroom.run(capsys)

    renewed = catalogue(newsroom.po())
    assert (None, "Members of the coalition") not in renewed
    assert renewed[None, "The members of the coalition"].string == ""
    assert "fuzzy" not in newsroom.po().read_text(encoding="utf-8")


def test_the_stock_of_other_peoples_sentences_is_never_obsolete(newsroom, capsys):
    entry = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Log in"\nmsgstr "Кіру"\n'
    newsroom.save("locale/stock/kk/LC_MESSAGES/django.po", entry)
    newsroom.run(capsys)

    newsroom.check()
    assert catalogue(newsroom.po(folder="locale/stock"))[None, "Log in"].string == "Кіру"


# What the check finds


def test_a_complete_newsroom_passes_and_the_check_writes_nothing(newsroom):
    before = newsroom.files()
    newsroom.check()

    assert newsroom.files() == before


FAULTS = {
    "no translation": ('"Кездесулер"', '""', "“Meetings” has no translation"),
    "fuzzy": ('msgid "Meetings"', '#, fuzzy\nmsgid "Meetings"', "“Meetings” is marked fuzzy"),
    "the original": ('"Кездесулер"', '"Meetings"', "“Meetings” is the same as its original"),
    "lost name": ('"%(name)s олардың', '"олардың', "has other placeholders"),
    "other name": ('"%(name)s олардың', '"%(nmae)s олардың', "has other placeholders"),
    "lost per cent": ("100%% бөлігін", "100% бөлігін", "has other placeholders"),
    "new tag": ('"Кездесулер"', '"<b>Кездесулер</b>"', "“Meetings” has other placeholders or tags"),
    "lost figure": (
        'msgstr[1] "%(count)d мақала"',
        'msgstr[1] "мақалалар"',
        "“%.count.d story” has other placeholders",
    ),
}


@pytest.mark.parametrize(("before", "after", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_in_a_translation_is_told(newsroom, capsys, before, after, sentence):
    newsroom.edit(before, after)
    newsroom.compile(capsys)

    with pytest.raises(CommandError, match=sentence) as refusal:
        newsroom.check()
    assert "Faults in the message catalogues: 1." in str(refusal.value)


def test_a_russian_form_for_one_needs_its_figure_because_it_is_said_of_21(newsroom, capsys):
    newsroom.save("news/views.py", PYTHON.replace('"%(count)d story"', '"One story"'))
    russian = "Один материал||%(count)d материала||%(count)d материалов"
    newsroom.save("one.tsv", f"One story||%(count)d stories\tБір мақала||%(count)d мақала\t{russian}")
    newsroom.run(capsys, "one.tsv")

    with pytest.raises(
        CommandError, match=r"locale/ru.*“One story” has other placeholders or tags than “Один материал”"
    ):
        newsroom.check()


def test_a_word_that_is_alike_in_every_language_passes_when_it_is_listed(newsroom, capsys):
    newsroom.edit('"Кездесулер"', '"Meetings"')
    newsroom.compile(capsys)
    newsroom.save("locale/same_in_all_languages.txt", "# names\nMeetings\n")

    newsroom.check()


def test_a_sentence_that_reached_no_catalogue_is_told_with_its_file(newsroom):
    newsroom.save("news/more.py", "from django.utils.translation import gettext\n\nTITLE = gettext('Join us')\n")

    with pytest.raises(CommandError, match=r"“Join us” of news/more\.py is missing"):
        newsroom.check()


def test_a_sentence_that_began_to_count_is_told(newsroom):
    newsroom.save(
        "templates/news/home.html",
        TEMPLATE.replace(
            '{% translate "Meetings" %}',
            "{% blocktranslate count n=n %}Meetings{% plural %}Many{% endblocktranslate %}",
        ),
    )

    with pytest.raises(CommandError, match=r"“Meetings” of templates/news/home\.html is missing"):
        newsroom.check()


@pytest.mark.parametrize("prefix", ["", "#~ "])
def test_a_sentence_nobody_says_is_told(newsroom, prefix):
    text = newsroom.po().read_text(encoding="utf-8")
    newsroom.po().write_text(f'{text}\n{prefix}msgid "Old"\n{prefix}msgstr "Ескі"\n', encoding="utf-8")

    with pytest.raises(CommandError, match="“Old” is obsolete"):
        newsroom.check()


def test_a_translation_that_was_not_compiled_is_told(newsroom):
    newsroom.edit('"Кездесулер"', '"Жиындар"')

    with pytest.raises(CommandError, match=r"kk/LC_MESSAGES/django.po: the \.mo file beside it says something else"):
        newsroom.check()


@pytest.mark.parametrize("damaged", [b"", b"\xde\x12", b"not a catalogue, but long enough to be read as one"])
def test_a_damaged_compiled_file_is_told(newsroom, damaged):
    newsroom.po("ru").with_suffix(".mo").write_bytes(damaged)

    with pytest.raises(CommandError, match=r"ru/LC_MESSAGES/django.po: the \.mo file beside it"):
        newsroom.check()


def test_a_missing_compiled_file_is_told(newsroom):
    newsroom.po("ru", "djangojs").with_suffix(".mo").unlink()

    with pytest.raises(CommandError, match=r"ru/LC_MESSAGES/djangojs.po: the \.mo file beside it"):
        newsroom.check()


def test_a_damaged_catalogue_is_told_and_the_others_are_still_read(newsroom):
    newsroom.po("kk").write_text('msgid "half', encoding="utf-8")
    newsroom.edit('"Встречи"', '""', language="ru")

    with pytest.raises(CommandError) as refusal:
        newsroom.check()
    assert "kk/LC_MESSAGES/django.po cannot be read" in str(refusal.value)
    assert "ru/LC_MESSAGES/django.po: “Meetings” has no translation" in str(refusal.value)


# What comes in tables


def test_a_table_fills_every_form_of_both_languages(newsroom):
    kazakh, russian = catalogue(newsroom.po("kk")), catalogue(newsroom.po("ru"))

    counted = (None, ("%(count)d story", "%(count)d stories"))
    assert kazakh[counted].string == ("%(count)d мақала",) * 2
    one, few, many, other = russian[counted].string
    assert (one, few) == ("%(count)d материал", "%(count)d материала")
    assert many == other == "%(count)d материалов"
    assert kazakh["of the alphabet", "Letter"].string == "Әріп"
    assert kazakh["sent by post", "Letter"].string == "Хат"


REMARKS = {
    "unknown": ("Meetingss\tа\tб", "“Meetingss” is not in the source. The nearest is “Meetings”."),
    "columns": ("Meetings\tКездесулер", "row.tsv:1: 2 columns instead of 3"),
    "empty": ("Meetings\tКездесулер\t", "“Meetings” has no ru translation."),
    "too few forms": ("%(count)d story||%(count)d stories\tа\tб||в", "its ru forms are not 2"),
    "changed": ("Meetings\tЖиындар\tВстречи", "“Meetings” was “Кездесулер” in kk and is now “Жиындар”."),
}


@pytest.mark.parametrize(("row", "remark"), REMARKS.values(), ids=REMARKS)
def test_a_row_that_needs_a_person_is_told_and_the_rest_is_taken(newsroom, capsys, row, remark):
    newsroom.save("row.tsv", f"{row}\nWelcome\tҚош келіпсіз\tДобро пожаловать\n")

    assert remark in newsroom.run(capsys, "row.tsv")
    assert catalogue(newsroom.po())[None, "Welcome"].string == "Қош келіпсіз"


def test_a_table_that_cannot_be_read_is_named(newsroom, capsys):
    (newsroom.root / "table.tsv").write_bytes("Meetings\tКездесулер\tВстречи".encode("cp1251", "replace"))

    with pytest.raises(CommandError, match=r"table\.tsv cannot be read"):
        newsroom.run(capsys, "table.tsv")
    with pytest.raises(CommandError, match=r"absent\.tsv cannot be read"):
        newsroom.run(capsys, "absent.tsv")
