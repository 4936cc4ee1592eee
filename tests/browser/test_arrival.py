"""The doors before the log-in, in a real browser: it is the browser that says where a form was sent from."""

import re
from urllib.parse import urlsplit

from django.core import mail

from tests import factories

from .walking import follow, go, press, succeeds, text

CHOSEN = "бұлақ-басы-77"


def path_in(letter):
    return urlsplit(re.search(r"http\S+/admin/(?:invitation|password_reset)/\S+", letter.body)[0]).path


def choose(page):
    for name in ("new_password1", "new_password2"):
        page.fill(f"[name={name}]", CHOSEN)
    press(page, "Enter")


def test_whoever_is_invited_chooses_a_password_and_stands_before_the_board(newsroom, open_page, complaints):
    factories.groups_of(["contributor"])
    go(newsroom, "/admin/news/user/add/")
    newsroom.fill("[name=email]", "gulnar@ulgi.example")
    newsroom.fill("[name=name]", "Гүлнар Үлгі")
    newsroom.check("[name=groups] >> nth=0")
    follow(newsroom, ".submit-row .default")
    succeeds(newsroom)

    # what was sent is not offered again to the next invitation
    go(newsroom, "/admin/news/user/add/")
    assert newsroom.evaluate("Object.keys(localStorage).filter((key) => key.includes('news.user/add'))") == []

    arriving = open_page(path_in(mail.outbox[-1]))
    choose(arriving)
    text(arriving, ".board__start").to_be_visible()
    assert complaints == []


def test_a_forgotten_password_is_replaced_from_the_keyboard(newsroom, open_page, complaints):
    factories.a_user("asel@ulgi.example", name="Әсел Үлгі", roles=["contributor"])
    page = open_page("/admin/password_reset/?language=kk", width=360, height=740)
    page.keyboard.type("asel@ulgi.example")
    press(page, "Enter")
    page.wait_for_url("**/password_reset/done/**")

    go(page, path_in(mail.outbox[-1]))
    choose(page)
    page.wait_for_url("**/password_reset/complete/**")
    go(page, "/admin/login/")
    page.fill("[name=username]", "asel@ulgi.example")
    page.fill("[name=password]", CHOSEN)
    press(page, "Enter")
    text(page, ".board__start").to_be_visible()
    assert complaints == []
