"""How far a translation is behind its original."""

import pytest

from news.models import Article, Revision
from tests.factories import LONG_AGO, an_article

pytestmark = pytest.mark.django_db


def write(article, **words):
    """A save of the form: other columns as stored."""
    article = Article.objects.get(pk=article.pk)
    for name, value in words.items():
        setattr(article, name, value)
    article.save()
    return article


def test_a_translation_follows_the_original_it_was_first_written_from():
    article = write(an_article(), headline_ru="Собрание прошло", body_ru="<p>Прошло.</p>")
    assert article.changes_behind("ru") == 0
    assert article.follows_kk is None


def test_each_saved_change_of_the_originals_words_puts_its_translations_one_behind():
    article = an_article(languages=("kk", "ru", "en"))
    write(article, body_kk="<p>Ауылда үлкен жиын өтті.</p>")
    article = write(article, headline_kk="Үлкен жиын өтті")
    assert [article.changes_behind(code) for code in ("kk", "ru", "en")] == [0, 2, 2]


def test_other_changes_put_nothing_behind():
    article = an_article(languages=("kk", "ru"))
    article = write(article, pinned_until=LONG_AGO, summary_ru="Кратко, но точно.")
    assert article.changes_behind("ru") == 0


def test_markup_that_is_cleaned_away_is_no_change():
    article = an_article(languages=("kk", "ru"))
    article = write(article, body_kk='<p style="color:red">Ауылда кездесу өтті.</p>')
    assert article.changes_behind("ru") == 0


def test_a_slip_mended_in_the_translation_does_not_bring_it_up_to_date():
    article = an_article(languages=("kk", "ru"))
    write(article, headline_kk="Жаңа тақырып")
    article = write(article, headline_ru="Заголовок без ошибки")
    assert article.changes_behind("ru") == 1


def test_original_and_translation_changed_in_one_save_stay_together():
    article = an_article(languages=("kk", "ru"))
    article = write(article, headline_kk="Жаңа тақырып", headline_ru="Новый заголовок")
    assert article.changes_behind("ru") == 0


def test_a_translator_says_that_the_translation_follows_the_original_again(aigerim):
    article = an_article(languages=("kk", "ru"))
    article = write(article, headline_kk="Жаңа тақырып")
    article.follow_original("ru", by=aigerim)
    stored = Article.objects.get()
    assert (article.changes_behind("ru"), stored.changes_behind("ru")) == (0, 0)
    assert stored.based_on_ru == Revision.objects.of(article).latest()


def test_the_saved_state_that_a_translation_follows_is_remembered(aigerim):
    article = an_article(languages=("kk", "ru"))
    followed = Revision.objects.record(article, by=aigerim)
    article = write(article, headline_kk="Жаңа тақырып")
    Revision.objects.record(article, by=aigerim)
    assert Article.objects.get().based_on_ru == followed


def test_a_translation_that_is_taken_away_is_behind_nothing():
    article = an_article(languages=("kk", "ru"))
    write(article, headline_kk="Жаңа тақырып")
    article = write(article, headline_ru="", summary_ru="", body_ru="")
    assert (article.changes_behind("ru"), article.follows_ru) == (0, None)


def test_when_another_language_becomes_the_original_the_others_follow_it():
    article = an_article(languages=("kk", "ru"))
    write(article, headline_kk="Жаңа тақырып")
    article = write(article, original_language="ru")
    assert (article.follows_ru, article.changes_behind("kk")) == (None, 0)
    article = write(article, headline_ru="Ещё один заголовок")
    assert article.changes_behind("kk") == 1


def test_a_form_opened_before_loses_no_count():
    article = an_article(languages=("kk", "ru"))
    opened_before = Article.objects.get()
    write(article, headline_kk="Жаңа тақырып")
    opened_before.headline_kk = "Басқа тақырып"
    opened_before.save()
    assert Article.objects.get().changes_behind("ru") == 2


def test_an_edition_keeps_what_it_follows(aigerim):
    article = an_article(languages=("kk", "ru"))
    article.publish("ru", by=aigerim)
    article.publish("kk", by=aigerim)
    russian, kazakh = article.editions.get(language="ru"), article.editions.get(language="kk")
    assert (russian.follows, kazakh.words, kazakh.follows) == (1, 1, None)
