"""The steps of a story on its form and on the pages of the acts: who sees which, and what each says and does."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone

from news.admin.act_forms import FORMS
from news.admin.standing import STATES
from news.models import Act, Article, Correction, Edition, Revision
from news.permissions import ROLES
from tests import factories

from .posting import filled_in

State = Article.State


def with_role(role, **fields):
    codenames = [right for right in ROLES[role] if "." not in right]
    permissions = Permission.objects.filter(content_type__app_label="news", codename__in=codenames)
    return factories.a_user(permissions=permissions, **fields)


@pytest.fixture
def writer(client, marat):
    marat.user_permissions.set(
        Permission.objects.filter(content_type__app_label="news", codename__in=ROLES["contributor"])
    )
    client.force_login(marat)
    return client


@pytest.fixture
def gulnar(db):
    return with_role("editor", email="gulnar@ulgi.example", name="Гүлнәр Үлгі")


@pytest.fixture
def editor(client, gulnar):
    client.force_login(gulnar)
    return client


@pytest.fixture
def draft(marat, bulak):
    return factories.an_article(desk=bulak, created_by=marat)


def form_of(story):
    return reverse("admin:news_article_change", args=[story.pk])


def act_page(story, act):
    return reverse("admin:news_article_act", args=[story.pk, act])


def take(client, story, act, *languages, **typed):
    return client.post(act_page(story, act), {"languages": languages, **typed}, follow=True)


def now(story):
    return Article.objects.get(pk=story.pk)


# the form


def test_a_contributor_saves_and_submits_and_never_meets_the_word_publish(writer, draft):
    page = writer.get(form_of(draft))
    assert 'name="_submitted"' in page.content.decode()
    assert 'name="_publish"' not in page.content.decode()
    answer = writer.post(form_of(draft), filled_in(page) | {"headline_kk": "Жаңа тақырып", "_submitted": "1"})
    assert (answer.url, now(draft).headline_kk) == (act_page(draft, "submitted"), "Жаңа тақырып")
    assert writer.get(answer.url).context["form"]["languages"].value() == ["kk"]
    take(writer, draft, "submitted", "kk", note="Ертең керек")
    assert now(draft).state_kk == State.SUBMITTED


def test_a_new_story_is_saved_and_submitted_at_once(writer):
    add = reverse("admin:news_article_add")
    typed = filled_in(writer.get(add)) | {"headline_kk": "Жиын", "body_kk": "<p>Мәтін.</p>", "_submitted": "1"}
    assert writer.post(add, typed).url == act_page(Article.objects.get(), "submitted")


def test_the_writer_reads_on_the_form_what_was_asked_by_whom(writer, draft, marat, gulnar):
    draft.submit("kk", by=marat)
    draft.request_changes("kk", by=gulnar, note="Күнін жазыңыз")
    (card,) = writer.get(form_of(draft)).context["cards"]
    assert (card.code, card.state, card.told.note, card.told.author) == ("kk", "changes", "Күнін жазыңыз", gulnar)
    assert "Күнін жазыңыз" in writer.get(form_of(draft)).content.decode()


def test_a_language_that_goes_out_tomorrow_is_not_called_published(editor, draft):
    draft.publish("kk", by=None, at=timezone.now() + dt.timedelta(days=1))
    assert [card.state for card in editor.get(form_of(draft)).context["cards"]] == ["scheduled"]
    (check,) = editor.get(reverse("admin:news_article_publish", args=[draft.pk])).context["scheduled"]
    assert check.state == STATES["scheduled"]


def test_a_withdrawn_language_is_not_called_published(editor, draft):
    draft.publish("kk", by=None)
    draft.withdraw("kk", by=None, notice="Тексеріп жатырмыз")
    page = editor.get(form_of(draft))
    assert [card.state for card in page.context["cards"]] == ["withdrawn"]
    assert page.context["panels"][0].standing == ""


def test_whoever_may_only_look_reads_the_text_and_is_offered_nothing_that_is_refused(client, draft):
    Article.objects.filter(pk=draft.pk).update(body_kk="<p>Бірінші <strong>абзац</strong></p>")
    client.force_login(with_role("registry keeper"))
    page = client.get(form_of(draft))
    assert "<p>Бірінші <strong>абзац</strong></p>" in page.content.decode()
    assert page.context["typing"]["presence"] == ""
    assert reverse("admin:news_article_findings", args=[draft.pk]) not in page.content.decode()


def test_the_form_offers_the_steps_that_are_open(editor, draft, marat):
    def steps():
        (card,) = editor.get(form_of(draft)).context["cards"]
        return {step["act"] for step in [*card.steps, *card.rare]}

    assert steps() == set()
    draft.submit("kk", by=marat)
    assert steps() == {Act.TAKEN_BACK, Act.CHANGES_REQUESTED}
    draft.publish("kk", by=None)
    assert steps() == {Act.WITHDRAWN, Act.TAKEN_DOWN}
    draft.withdraw("kk", by=None, notice="Тексерілуде.")
    assert steps() == {Act.REINSTATED, Act.TAKEN_DOWN}
    draft.publish("kk", by=None, at=timezone.now() + dt.timedelta(days=1))
    assert {Act.MOVED, Act.CALLED_OFF} <= steps()


def test_the_form_with_its_steps_keeps_within_its_budget_of_queries(
    editor, draft, marat, django_assert_max_num_queries
):
    draft.submit("kk", by=marat, note="Ертең керек")
    editor.get(form_of(draft))
    with django_assert_max_num_queries(15):
        editor.get(form_of(draft))


def test_what_is_missing_and_worth_a_look_is_told_beside_the_form(writer, draft):
    factories.a_person(given="Ерлан", family="Мысалов")
    Article.objects.filter(pk=draft.pk).update(headline_ru="Встреча", body_kk="<p>Ерлан Мысаловтың сөзі.</p>")
    kazakh, russian = writer.get(reverse("admin:news_article_findings", args=[draft.pk])).context["findings"]
    assert len(kazakh["warnings"]) == 1
    assert "Ерлан Мысалов" in kazakh["warnings"][0]
    assert russian["blockers"][0][1].endswith("#id_body_ru")


# submitting and sending back


def test_several_languages_are_submitted_together_or_not_at_all(writer, draft):
    page = take(writer, draft, "submitted", "kk", "ru", note="Ертең керек")
    assert now(draft).state_kk == State.DRAFT
    assert filled_in(page)["note"] == "Ертең керек"
    assert "Русский: " in page.content.decode()
    Article.objects.filter(pk=draft.pk).update(headline_ru="Встреча", body_ru="<p>Текст.</p>")
    take(writer, draft, "submitted", "kk", "ru")
    assert {now(draft).state_kk, now(draft).state_ru} == {State.SUBMITTED}


def test_what_is_not_written_yet_cannot_be_submitted_and_the_page_says_why(writer, bulak):
    story = factories.an_article(languages=(), desk=bulak)
    assert writer.get(act_page(story, "submitted")).context["why_not"]
    take(writer, story, "submitted", "kk")
    assert now(story).state_kk == State.DRAFT


def test_changes_are_not_requested_without_a_word(editor, draft, marat):
    draft.submit("kk", by=marat)
    page = take(editor, draft, "changes", "kk", note="  ")
    assert page.context["form"].errors["note"]
    assert now(draft).state_kk == State.SUBMITTED
    take(editor, draft, "changes", "kk", note="Күнін жазыңыз")
    assert now(draft).state_kk == State.CHANGES_REQUESTED


def test_a_note_typed_for_an_act_that_came_too_late_is_still_there(editor, draft, marat):
    draft.submit("kk", by=marat)
    draft.take_back("kk", by=marat)
    page = take(editor, draft, "changes", "kk", note="Күнін жазыңыз")
    assert filled_in(page)["note"] == "Күнін жазыңыз"
    assert "Қазақша: " in str(page.context["form"].non_field_errors())
    assert now(draft).state_kk == State.DRAFT


def test_the_writer_takes_back_what_waits(writer, draft, marat):
    draft.submit("kk", by=marat)
    take(writer, draft, "taken-back", "kk")
    assert now(draft).state_kk == State.DRAFT


def test_a_translation_is_marked_as_checked_against_the_original(editor):
    story = factories.an_article(languages=("kk", "ru"))
    story.headline_kk = "Кездесу ертең өтеді"
    story.save()
    page = editor.get(form_of(story))
    assert [card.behind for card in page.context["cards"]] == [0, 1]
    answer = editor.post(form_of(story), filled_in(page) | {"_followed": "1"})
    assert answer.url == act_page(story, "followed")
    take(editor, story, "followed", "ru")
    assert now(story).changes_behind("ru") == 0


# what readers see


def test_a_notice_is_looked_at_before_it_stands(editor):
    story = factories.a_story()
    typed = {"note_kk": "Мәтін тексерілуде.", "_preview": "1"}
    page = take(editor, story, "withdrawn", "kk", **typed)
    assert page.context["notices"] or list(page.context["notices"]) == []
    assert "Мәтін тексерілуде." in page.content.decode()
    assert not Edition.objects.get().is_withdrawn()


def test_a_story_is_withdrawn_with_a_notice_in_its_language_and_put_back(editor):
    story = factories.a_story(languages=("kk", "ru"))
    refused = take(editor, story, "withdrawn", "kk", "ru", note_kk="Мәтін тексерілуде.")
    assert refused.context["form"].errors.keys() == {"note_ru"}
    assert not Edition.objects.exclude(withdrawn_at=None).exists()
    take(editor, story, "withdrawn", "kk", "ru", note_kk="Мәтін тексерілуде.", note_ru="Текст проверяется.")
    assert dict(Edition.objects.values_list("language", "withdrawal_notice")) == {
        "kk": "Мәтін тексерілуде.",
        "ru": "Текст проверяется.",
    }
    take(editor, story, "reinstated", "kk")
    assert set(Edition.objects.listed().values_list("language", flat=True)) == {"kk"}


def test_a_page_is_taken_down_for_a_reason(editor):
    story = factories.a_story()
    assert take(editor, story, "taken-down", "kk").context["form"].errors["note_kk"]
    take(editor, story, "taken-down", "kk", note_kk="Қате жарияланған еді.")
    assert not Edition.objects.live().exists()
    assert Edition.objects.get().gone_reason == "Қате жарияланған еді."


def test_a_page_that_is_taken_down_leads_to_another_public_story(editor):
    story, other = factories.a_story(), factories.a_story("Толық мәтін")
    draft = factories.an_article("Жарияланбаған")
    refused = take(editor, story, "taken-down", "kk", moved_to=draft.pk)
    assert "Жарияланбаған" in str(refused.context["form"].non_field_errors())
    assert filled_in(refused)["moved_to"] == str(draft.pk)
    take(editor, story, "taken-down", "kk", moved_to=other.pk)
    assert Edition.objects.get(article=story).gone_to == other


def test_the_pages_of_dangerous_acts_say_what_readers_will_see(editor):
    story = factories.a_story()
    for act in ("withdrawn", "taken-down"):
        page = editor.get(act_page(story, act)).content.decode()
        assert all(str(sentence).split(" (")[0][:20] in page for sentence in FORMS[act].leads)


# who may not


PUBLISHERS_ACTS = ["changes", "withdrawn", "reinstated", "taken-down", "moved", "called-off"]


@pytest.mark.parametrize("act", PUBLISHERS_ACTS)
def test_a_contributor_opens_no_act_of_those_who_publish(writer, draft, act):
    assert writer.get(act_page(draft, act)).status_code == 403
    assert writer.post(act_page(draft, act), {"languages": ["kk"], "note": "Мен"}).status_code == 403


@pytest.mark.parametrize("act", [*FORMS, "published", "nothing"])
def test_no_act_reaches_a_story_of_another_desk(writer, act):
    other = factories.an_article("Құпия", desk=factories.an_organization("«Мысал» жастар ұйымы"))
    for ask in (writer.get, writer.post):
        response = ask(reverse("admin:news_article_act", args=[other.pk, act]), follow=True)
        assert "Құпия" not in response.content.decode()
    assert now(other).version == other.version
    assert not Revision.objects.of(other).exists()


def test_what_one_only_looks_at_has_no_steps(client, db):
    keeper = with_role("registry keeper")
    client.force_login(keeper)
    story = factories.an_article()
    page = client.get(form_of(story))
    assert page.status_code == 200
    assert not any([*card.steps, *card.rare] for card in page.context["cards"])
    assert client.get(act_page(story, "submitted")).status_code == 403
    assert client.get(reverse("admin:news_article_findings", args=[story.pk])).status_code == 403


@pytest.mark.parametrize("act", list(FORMS))
def test_opening_a_page_changes_nothing(editor, draft, act):
    before = Article.objects.values().get()
    assert editor.get(act_page(draft, act)).status_code == 200
    assert Article.objects.values().get() == before


def test_nothing_is_done_with_a_story_in_the_bin(editor, draft):
    draft.move_to_bin()
    take(editor, draft, "submitted", "kk")
    assert now(draft).state_kk == State.DRAFT


# lists and corrections


def test_the_list_shows_what_waits_and_what_came_back(editor, draft, marat, gulnar):
    shelf = reverse("admin:news_article_changelist")
    other = factories.an_article("Басқа")
    draft.submit("kk", by=marat)
    other.submit("kk", by=marat)
    other.request_changes("kk", by=gulnar, note="Күнін жазыңыз")
    assert list(editor.get(f"{shelf}?shelf=waiting").context["cl"].result_list) == [draft]
    assert list(editor.get(f"{shelf}?shelf=changes").context["cl"].result_list) == [other]


def a_correction(story, **more):
    return {"article": story.pk, "language": "kk", "text": "Күні қате еді.", "made_at": "2026-02-14T09:00:00", **more}


def test_a_correction_belongs_to_a_language_that_readers_see(editor):
    add = reverse("admin:news_correction_add")
    story = factories.a_story()
    refused = editor.post(add, a_correction(story, language="ru"))
    assert refused.context["adminform"].form.errors["language"]
    editor.post(add, a_correction(story))
    assert Correction.objects.live().get().article == story


def test_only_those_who_publish_make_corrections(client, db):
    reporter = with_role("reporter")
    client.force_login(reporter)
    story = factories.a_story()
    assert client.post(reverse("admin:news_correction_add"), a_correction(story)).status_code == 403
    assert not Correction.objects.exists()
