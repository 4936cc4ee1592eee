"""What is typed with each act of a story's workflow, and what the page says that it does."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from news import languages
from news.models import Act, Article, Edition
from news.models.revision import LONGEST_NOTE

from .choosing import FamiliarSelect
from .publish_form import MomentToCome

NAMES = dict(languages.LANGUAGES)


class ActForm(forms.Form):
    """Languages, and what the act wants to know. Each act is a subclass."""

    act = None
    title = button = done = ""
    leads = ()
    """Sentences on what happens, and what readers will see."""
    is_dangerous = False
    field_in_each_language = None
    """A function that makes the field which each language has of its own: words that readers see."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one language.")},
    )

    def __init__(self, *args, offered, site=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["languages"].choices = [(code, NAMES[code]) for code in offered]
        for code in offered if self.field_in_each_language else ():
            self.fields[f"note_{code}"] = self.field_in_each_language(code)

    def clean(self):
        data = super().clean()
        for code in data.get("languages", ()) if self.field_in_each_language else ():
            if not data.get(f"note_{code}", "").strip() and self.wants_words(data):
                self.add_error(f"note_{code}", self.missing)
        return data

    def wants_words(self, data):
        return True

    def do(self, article, language, *, by):
        """Take the step. Raises ValidationError where it cannot be taken any more."""
        raise NotImplementedError

    def words_of_languages(self):
        """The fields that each ticked language has of its own."""
        return [field for field in self if field.name.startswith("note_")]

    def other_fields(self):
        return [field for field in self if field.name != "languages" and not field.name.startswith("note_")]


def note_field(**options):
    """A message among colleagues."""
    widget = forms.Textarea({"rows": 4, "maxlength": LONGEST_NOTE})
    return forms.CharField(**{"widget": widget, "validators": [MaxLengthValidator(LONGEST_NOTE)], **options})


class SubmitForm(ActForm):
    act, title, button = Act.SUBMITTED, _("Submit"), _("Submit")
    done = _("Submitted: an editor will read it.")
    leads = (
        _("The editors learn that the story is ready. You can go on writing, and take it back."),
        _("Readers see nothing of it before an editor publishes it."),
    )
    note = note_field(label=_("Note for the editors"), required=False)

    def do(self, article, language, *, by):
        article.submit(language, by=by, note=self.cleaned_data["note"])


class TakeBackForm(ActForm):
    act, title, button = Act.TAKEN_BACK, _("Take back"), _("Take back")
    done = _("Taken back: the editors do not wait for it any more.")
    leads = (_("The story leaves the editors’ list until you submit it again. Nothing of the text changes."),)

    def do(self, article, language, *, by):
        article.take_back(language, by=by)


class RequestChangesForm(ActForm):
    act, title, button = Act.CHANGES_REQUESTED, _("Request changes"), _("Send it back")
    done = _("Sent back, with your note.")
    leads = (_("The story goes back to its writers, who see your note on the form and get it by e-mail."),)
    note = note_field(label=_("What has to be changed"), error_messages={"required": _("Say what has to be changed.")})

    def do(self, article, language, *, by):
        article.request_changes(language, by=by, note=self.cleaned_data["note"])


class FollowForm(ActForm):
    act, title, button = Act.FOLLOWED, _("Checked against the original"), _("It says what the original says")
    done = _("Marked: the translation says what the original says now.")
    leads = (_("Confirm it after you have compared the translation with the original as it stands now."),)

    def do(self, article, language, *, by):
        article.follow_original(language, by=by)


class MoveForm(MomentToCome, ActForm):
    act, title, button = Act.MOVED, _("Another moment"), _("Move")
    done = _("It goes public at the new moment.")
    leads = (_("The text stays as it was scheduled; only the moment changes. The working copy plays no part."),)

    def clean(self):
        data = super().clean()
        return {**data, "at": self.moment(data)}

    def do(self, article, language, *, by):
        article.move(language, by=by, to=self.cleaned_data["at"])


class CallOffForm(ActForm):
    act, title, button = Act.CALLED_OFF, _("Call off"), _("Call off the publication")
    done = _("Called off. What readers see stays as it is.")
    leads = (_("What was scheduled does not go public. What readers see now stays, and so does the working copy."),)

    def do(self, article, language, *, by):
        article.call_off(language, by=by)


def notice_field(code):
    widget = forms.Textarea({"rows": 3, "lang": code, "maxlength": LONGEST_NOTE})
    label = format_lazy("{} · {}", _("Notice for readers"), NAMES[code])
    return forms.CharField(label=label, required=False, widget=widget, validators=[MaxLengthValidator(LONGEST_NOTE)])


class WithdrawForm(ActForm):
    act, title, button, is_dangerous = Act.WITHDRAWN, _("Withdraw"), _("Withdraw from readers"), True
    done = _("Withdrawn: readers see the notice above the story.")
    missing = _("Write the notice that readers see above the story.")
    leads = (
        _("The story leaves the home page, all lists, feeds and the search."),
        _("Whoever has its address can still read it, below your notice that it was withdrawn and why."),
        _("What is scheduled in the language is called off. You can put the story back later."),
    )
    field_in_each_language = staticmethod(notice_field)

    def do(self, article, language, *, by):
        article.withdraw(language, by=by, notice=self.cleaned_data[f"note_{language}"])


class ReinstateForm(ActForm):
    act, title, button = Act.REINSTATED, _("Put back"), _("Put it back")
    done = _("Put back: it stands in the lists again, without the notice.")
    leads = (_("The notice goes, and the story stands in lists, feeds and the search again, on its old day."),)

    def do(self, article, language, *, by):
        article.reinstate(language, by=by)


def reason_field(code):
    field = notice_field(code)
    field.label = format_lazy("{} · {}", _("Why the page is gone, for readers"), NAMES[code])
    return field


class TakeDownForm(ActForm):
    act, title, button, is_dangerous = Act.TAKEN_DOWN, _("Take down"), _("Take down for good"), True
    done = _("Taken down.")
    missing = _("Say why the page is gone: readers of old links see it.")
    leads = (
        _("The text disappears from the site. Its address says that it is gone, and why, or leads to another story."),
        _("Search engines forget the page. What is scheduled in the language is called off."),
        _("In the newsroom nothing is deleted: the working copy and the history stay, and it can be published again."),
    )
    field_in_each_language = staticmethod(reason_field)
    moved_to = forms.ModelChoiceField(
        Article.objects.none(),
        label=_("Lead readers to another story instead"),
        required=False,
        help_text=_("One that is public in the same language. Then no reason is needed."),
    )

    def __init__(self, *args, site, user, **kwargs):
        super().__init__(*args, **kwargs)
        relation = Edition._meta.get_field("gone_to")
        self.fields["moved_to"].queryset = Article.objects.visible_to(user).in_use()
        self.fields["moved_to"].widget = FamiliarSelect(relation, site)
        self.fields["moved_to"].widget.choices = self.fields["moved_to"].choices

    def wants_words(self, data):
        return not data.get("moved_to")

    def do(self, article, language, *, by):
        target = self.cleaned_data["moved_to"]
        if target and not target.live_editions().filter(language=language).exists():
            raise ValidationError(gettext("“%(story)s” is not public in this language.") % {"story": target})
        article.take_down(language, by=by, reason=self.cleaned_data[f"note_{language}"], moved_to=target)


FORMS = {
    form.act: form
    for form in (
        SubmitForm,
        TakeBackForm,
        RequestChangesForm,
        FollowForm,
        MoveForm,
        CallOffForm,
        WithdrawForm,
        ReinstateForm,
        TakeDownForm,
    )
}
