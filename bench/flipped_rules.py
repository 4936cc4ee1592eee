#!/usr/bin/env python
"""Turn one editorial rule wrong at a time and see whether a test notices.

    bench/flipped_rules.py               all rules
    bench/flipped_rules.py 3 7           rules by number
    bench/flipped_rules.py --list        what would be turned

Works on a copy of the project in a temporary folder and runs the tests of the floor concerned there, stopping at the
first red one. Prints a line a rule and, last, how many were noticed. Exit code 1 when a rule stayed unnoticed.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

PROJECT = Path(__file__).resolve().parent.parent
LEFT_BEHIND = shutil.ignore_patterns(".git", ".venv", "var", "__pycache__", ".pytest_cache", "node_modules")


class Flip(NamedTuple):
    """A rule, the file it stands in, the words that say it, the words that say it wrong, and where it is tested."""

    rule: str
    file: str
    right: str
    wrong: str
    tests: tuple = ("tests/models", "tests/views")


FLIPS = [
    Flip(
        "an edition is live from its moment on",
        "news/models/edition.py",
        'Q(**{f"{prefix}published_at__lte": at})',
        'Q(**{f"{prefix}published_at__isnull": False})',
    ),
    Flip(
        "a superseded edition is not live",
        "news/models/edition.py",
        '& (Q(**{f"{prefix}superseded_at": None}) | Q(**{f"{prefix}superseded_at__gt": at}))',
        "",
    ),
    Flip(
        "a gone edition is not live",
        "news/models/edition.py",
        '& (Q(**{f"{prefix}gone_at": None}) | Q(**{f"{prefix}gone_at__gt": at}))',
        "",
    ),
    Flip(
        "a withdrawn edition stands in no list",
        "news/models/edition.py",
        "return self.live(at).filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=at))",
        "return self.live(at)",
    ),
    Flip(
        "the label is that of the story's day, not of today",
        "news/models/composition.py",
        "labels_on(edition.day, named",
        "labels_on(__import__('datetime').date.today(), named",
    ),
    Flip(
        "a quotation's label is that of the day it was said",
        "news/models/composition.py",
        "labels_on(said_on, {row.pk",
        "labels_on(edition.day, {row.pk",
    ),
    Flip(
        "a member's end date counts",
        "news/models/membership.py",
        "self.filter(first_day__lte=day, last_day__gte=day)",
        "self.filter(first_day__lte=day)",
    ),
    Flip(
        "an unknown start counts from the day it is attested",
        "news/models/membership.py",
        "else (self.attested_on or EVER)",
        "else EVER",
    ),
    Flip(
        "an unpublished person, organisation, meeting or page is not shown",
        "news/models/bases.py",
        "return Q(published_at__lte=at or timezone.now())",
        "return Q()",
    ),
    Flip(
        "a merged person is not shown",
        "news/models/bases.py",
        "return registry_condition(at)",
        "return Q(published_at__lte=at or timezone.now())",
    ),
    Flip(
        "publishing calls off what was scheduled for later",
        "news/models/publication.py",
        "edition.superseded_at = max(edition.published_at, at)",
        "edition.superseded_at = max(edition.published_at, at) if edition.published_at < at else None",
    ),
    Flip(
        "what readers have seen is not rewritten",
        "news/models/publication.py",
        "    refuse_to_rewrite(before, at)\n    composed",
        "    composed",
    ),
    Flip(
        "the day in the address never moves",
        "news/models/composition.py",
        "listed_at=first.listed_at if first else at",
        "listed_at=at",
    ),
    Flip(
        "the day in the address is the coalition's day",
        "news/models/edition.py",
        "return moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date()",
        "return moment.astimezone(dt.UTC).date()",
    ),
    Flip(
        "an address belongs to its first page for ever",
        "news/models/address.py",
        "return address.content_type_id == kind.pk and address.object_id == row.pk",
        "return True",
    ),
    Flip(
        "what blocks publishing stops publishing",
        "news/models/workflow.py",
        "[*article.what_blocks_publishing(language), *([] if may_pass else stops)]",
        "[*([] if may_pass else stops)]",
    ),
    Flip(
        "a cover needs a description in the language",
        "news/models/image.py",
        'return self.is_decorative or bool(getattr(self, f"description_{language}"))',
        "return True",
    ),
    Flip(
        "a quotation needs a speaker",
        "news/models/readiness.py",
        "PARTS_OF_THE_TEXT = (undescribed_pictures, unspoken_quotations,",
        "PARTS_OF_THE_TEXT = (undescribed_pictures,",
    ),
    Flip(
        "a dead internal link blocks",
        "news/models/readiness.py",
        " dead_links, missing_documents)",
        " missing_documents)",
    ),
    Flip(
        "a member's desk sees its own stories only",
        "news/models/article.py",
        "return self.filter(Q(desk__in=user.desk_keys) | Q(desk=None, created_by=user))",
        "return self",
    ),
    Flip(
        "readers see no working copy",
        "news/models/article.py",
        "            return self.none()\n        if user.has_perm",
        "            return self\n        if user.has_perm",
    ),
    Flip(
        "a minor change leaves the date of the last change",
        "news/models/composition.py",
        "modified_at=at if is_major or not first else",
        "modified_at=at if True else",
    ),
    Flip(
        "a printed label overrides the registry",
        "news/models/composition.py",
        'label = printed or labels.get(row.person_id, "")',
        'label = labels.get(row.person_id, "")',
    ),
    Flip(
        "text is cleaned on every write path",
        "news/models/bases.py",
        "html.clean(value) if isinstance(value, str) else value, connection",
        "value, connection",
    ),
    Flip(
        "what was published once is not thrown into the bin",
        "news/models/article.py",
        "if self.has_been_published():",
        "if False:",
    ),
    Flip(
        "a story's page shows live editions only",
        "news/views/article.py",
        "live = Edition.objects.live().for_page().in_language(get_language()).on_day(date)",
        "live = Edition.objects.for_page().in_language(get_language()).on_day(date)",
    ),
    Flip(
        "a language that a story lacks answers 404",
        "news/views/article.py",
        "context, status=404)",
        "context)",
    ),
    Flip(
        "only people and organisations with a public page are linked from a story",
        "news/views/article.py",
        "if getattr(link, name).is_live()]",
        "if True]",
    ),
    Flip(
        "who submitted a language may not publish it",
        "news/models/workflow.py",
        "if submitter == by.pk:",
        "if False:",
    ),
    Flip(
        "with two pairs of eyes a language is submitted first",
        "news/models/workflow.py",
        'if getattr(self, f"state_{language}") != State.SUBMITTED or submitter is None:',
        "if False:",
    ),
    Flip(
        "only a superuser overrides two pairs of eyes",
        "news/models/workflow.py",
        "may_pass = override and by is not None and by.is_superuser",
        "may_pass = override",
    ),
    Flip(
        "an override leaves a mark",
        "news/models/workflow.py",
        "is_override=bool(stops)",
        "is_override=False",
    ),
    Flip(
        "changes are asked for in words",
        "news/models/workflow.py",
        "if not note.strip():",
        "if False:",
    ),
    Flip(
        "a withdrawal calls off what is scheduled",
        "news/models/rescheduling.py",
        "while SCHEDULED in standing(article, language, at):",
        "while False:",
    ),
    Flip(
        "what readers see goes on when a correction is called off",
        "news/models/rescheduling.py",
        "Edition.objects.filter(pk__in=earlier).update(superseded_at=None)",
        "pass",
    ),
    Flip(
        "a moved publication takes the labels of its new day",
        "news/models/rescheduling.py",
        "print_labels_anew(edition, old_day)\n",
        "pass\n",
    ),
    Flip(
        "a translation is behind when the original's words change",
        "news/models/workflow.py",
        'return max(0, getattr(self, f"words_{self.original_language}") - follows)',
        "return 0",
    ),
    Flip(
        "a slip mended does not bring a translation up to date",
        "news/models/workflow.py",
        "return newest if both and not before.changes_behind(code) else follows",
        "return newest",
    ),
    Flip(
        "a restore leaves desk and home page alone",
        "news/models/article.py",
        'not_restored = ("desk", "pinned_until", "home_position")',
        "not_restored = ()",
    ),
    Flip(
        "a restore makes nothing public",
        "news/models/history.py",
        'NEVER_RESTORED = ("slug", "published_at", "position")',
        "NEVER_RESTORED = ()",
    ),
    Flip(
        "a contributor sees no history of other desks",
        "news/models/revision.py",
        "return self.filter(seen)",
        "return self",
    ),
    Flip(
        "a reporter leaves the stories of members alone",
        "news/models/article.py",
        "return seen.filter(Q(desk=None) | Q(desk__in=user.desk_keys) | Q(created_by=user))",
        "return seen",
    ),
    Flip(
        "a form that fell silent counts as closed",
        "news/models/opening.py",
        "object_id=row.pk, seen_at__gt=oldest(at))",
        "object_id=row.pk)",
    ),
    Flip(
        "a link to a draft ends when it expires or is revoked",
        "news/models/preview_link.py",
        "return self.filter(expires_at__gt=at).exclude(revoked_at__lte=at)",
        "return self.all()",
    ),
    Flip(
        "a link to a draft opens its own language only",
        "news/models/preview_link.py",
        "token=token, language=language",
        "token=token",
    ),
    Flip(
        "a link to a draft ends when the story is not its maker's to see any more",
        "news/models/preview_link.py",
        "objects.visible_to(self.created_by)",
        "objects",
    ),
    Flip(
        "staff preview the stories they may see",
        "news/views/preview.py",
        "Article.objects.visible_to(user).filter(pk=key)",
        "Article.objects.filter(pk=key)",
    ),
    Flip(
        "the public history does not tell what was taken down",
        "news/views/article_history.py",
        "number__gt=gone or 0",
        "number__gt=0",
    ),
    Flip(
        "the public history tells what readers could see",
        "news/models/edition.py",
        "return self.ever_public().filter(published_at__lte=at or timezone.now())",
        "return self.all()",
    ),
    Flip(
        "a minor change of the original is no notice on a translation",
        "news/models/edition.py",
        'same.filter(published_at=OuterRef("modified_at"))',
        "same",
    ),
    Flip(
        "a document that is gone blocks",
        "news/models/readiness.py",
        " dead_links, missing_documents)",
        " dead_links)",
    ),
    Flip(
        "nothing goes out that the editor did not see",
        "news/admin/publish.py",
        'is_saved = stored.version != typed["version"]',
        "is_saved = False",
        ("tests/admin/test_publish.py",),
    ),
    Flip(
        "nobody's change is overwritten unseen",
        "news/admin/merging.py",
        "if was == theirs_now or decision == MINE:",
        "if True:",
        ("tests/admin/test_merging.py",),
    ),
    Flip(
        "only those who may see a story get letters about it",
        "news/notifications.py",
        "Article.objects.visible_to(person).filter(pk=article.pk).exists()",
        "True",
        ("tests/test_notifications.py",),
    ),
    Flip(
        "“now: …” stands only where the post is another one today",
        "news/models/membership.py",
        'return "" if role == role_on(day, career, language) else role',
        "return role",
        ("tests/views/test_article.py", "tests/demo/test_roles_in_time.py"),
    ),
    Flip(
        "a label chosen on purpose is not put right by the registry",
        "news/models/relabelling.py",
        "if not (label.edition in chosen and isinstance(label.row, EditionPerson | EditionOrganization)):",
        "if True:",
        ("tests/models/test_relabelling.py",),
    ),
    Flip(
        "a label put right is no major change",
        "news/models/relabelling.py",
        "        is_major=False,\n        change_note=note,",
        "        is_major=True,\n        change_note=note,",
        ("tests/models/test_relabelling.py",),
    ),
    Flip(
        "labels are printed anew as the editor saw them, or not",
        "news/models/relabelling.py",
        "if story is None or story.seen != seen:",
        "if story is None:",
        ("tests/models/test_relabelling.py", "tests/admin/test_labels.py"),
    ),
    Flip(
        "only a statement is signed",
        "news/models/readiness.py",
        "if article.kind != Kind.STATEMENT and article.signatories.exists():",
        "if False:",
        ("tests/models/test_statements.py",),
    ),
    Flip(
        "a key in an old text leads to the entry that stands for a merged one",
        "news/models/bases.py",
        "return {key: row.merged_into or row for key, row in rows.items()}",
        "return rows",
        ("tests/duplicates",),
    ),
    Flip(
        "an organisation with accounts is merged by an administrator only",
        "news/duplicates/merging.py",
        "if not by.has_perm(KEEP_ACCOUNTS) and any(has_desk_users(row) for row in (duplicate, kept)):",
        "if False:",
        ("tests/duplicates", "tests/admin/test_merging_entries.py"),
    ),
    Flip(
        "a merge is of the entries as they were seen",
        "news/duplicates/merging.py",
        "if latest and latest.number > number:",
        "if False:",
        ("tests/duplicates", "tests/admin/test_merging_entries.py"),
    ),
    Flip(
        "the preview of a spreadsheet writes nothing",
        "news/importing/bringing_in.py",
        "transaction.set_rollback(True)",
        "pass",
        ("tests/importing", "tests/admin/test_spreadsheets.py"),
    ),
    Flip(
        "an announcement does not cover its meeting",
        "news/models/edition.py",
        "return self.exclude(kind=Kind.ANNOUNCEMENT)",
        "return self",
        ("tests/views/test_event.py", "tests/admin/test_meetings.py"),
    ),
    Flip(
        "an organisation's quotations are of those who held a post that day",
        "news/models/quotation.py",
        "(Q(speaker_person__in=people) & Exists(held))",
        "Q(speaker_person__in=people)",
        ("tests/views/test_quotation.py",),
    ),
    Flip(
        "nothing is part of itself",
        "news/models/organization.py",
        "refuse_circles(self, NEVER_IN_CIRCLES, exclude)",
        "pass",
        ("tests/models/test_ancestry.py",),
    ),
    Flip(
        "a picture's pixels are counted before they are decoded",
        "news/intake/pictures.py",
        "if frame.width * frame.height > most or max(frame.size) > MOST_ACROSS:",
        "if False:",
        ("tests/intake",),
    ),
    Flip(
        "nothing but pixels is kept of a picture",
        "news/intake/pictures.py",
        "frame.save(buffer, form, **options)",
        'frame.save(buffer, form, comment=b"here", **options)',
        ("tests/intake",),
    ),
    Flip(
        "a file whose name is no picture's is refused",
        "news/intake/pictures.py",
        "    refuse_name_of_something_else(name)\n",
        "",
        ("tests/intake",),
    ),
    Flip(
        "a document with macros is refused",
        "news/intake/packages.py",
        'if any(word in f"/{part.filename.lower()}" for part in parts for word in ACTIVE):',
        "if False:",
        ("tests/intake",),
    ),
    Flip(
        "what is no picture is sent as an attachment",
        "news/storage/serving.py",
        "if ending_of(name) in SHOWN:",
        "if True:",
        ("tests/storage", "tests/test_served_files.py"),
    ),
    Flip(
        "a file that is used is not deleted",
        "news/models/places.py",
        "if self.is_used():",
        "if False:",
        ("tests/models/test_uses.py", "tests/models/test_places.py", "tests/admin/test_library_files.py"),
    ),
    Flip(
        "the uses of a text follow it",
        "news/models/use.py",
        "self.note([(row, fact) for row in rows for fact in facts_of(row, columns_that_use(row))])",
        "pass",
        ("tests/models/test_uses.py",),
    ),
    Flip(
        "a press kit holds live editions only",
        "news/presskit/__init__.py",
        "found = Edition.objects.live().filter(article=story.article_id)",
        "found = Edition.objects.filter(article=story.article_id)",
        ("tests/test_presskit.py", "tests/views/test_press_kit.py"),
    ),
    Flip(
        "a story without a cover gets that of its desk",
        "news/models/article.py",
        "return self.cover if self.cover_id or not self.desk_id else self.desk.default_cover",
        "return self.cover",
        ("tests/models/test_default_cover.py",),
    ),
]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("numbers", nargs="*", type=int)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    chosen = [(number, flip) for number, flip in enumerate(FLIPS, 1) if number in (options.numbers or range(1, 1000))]
    if options.list:
        return print(*(f"{number:2} {flip.rule}" for number, flip in chosen), sep="\n")
    unnoticed = [flip for number, flip in chosen if not is_noticed(number, flip)]
    print(f"{len(chosen) - len(unnoticed)} of {len(chosen)} flipped rules were noticed")
    return 1 if unnoticed else 0


def is_noticed(number, flip):
    """Whether a test turns red once the rule is flipped. Raises SystemExit where the rule's words have moved."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(PROJECT, copy, ignore=LEFT_BEHIND)
        file = copy / flip.file
        words = file.read_text(encoding="utf-8")
        if words.count(flip.right) != 1:
            raise SystemExit(f"Rule {number}: “{flip.right}” stands {words.count(flip.right)} times in {flip.file}.")
        file.write_text(words.replace(flip.right, flip.wrong), encoding="utf-8")
        red = first_red_test(copy, flip.tests)
    print(f"{number:2} {'noticed ' if red else 'MISSED  '} {flip.rule}{'  <- ' + red if red else ''}", flush=True)
    return bool(red)


def first_red_test(copy, tests):
    command = [
        sys.executable,
        "-m",
        "pytest",
        *tests,
        "-x",
        "-q",
        "--no-cov",
        "-p",
        "no:cacheprovider",
    ]
    environment = {**os.environ, "DATA_DIR": str(copy / "var"), "SECRET_KEY": "only-for-this-measurement" * 3}
    done = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return ""
    lines = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
    return lines[0].split("::")[-1].split(" - ")[0] if lines else "the tests could not start"


if __name__ == "__main__":
    sys.exit(main())
