"""The doors before the log-in, in a real browser: it is the browser that says where a form was sent from."""

import re
from urllib.parse import urlsplit

from django.core import mail

from tests import factories

CHOSEN = "бұлақ-басы-77"


def path_in(letter):
    return urlsplit(re.search(r"http\S+/admin/(?:invitation|password_reset)/\S+", letter.body)[0]).path


def choose(page):
    for name in ("new_password1", "new_password2"):
        page.fill(f"[name={name}]", CHOSEN)
    page.keyboard.press("Enter")


def test_whoever_is_invited_chooses_a_password_and_stands_before_the_board(newsroom, open_page, complaints):
    factories.groups_of(["contributor"])
    newsroom.goto("/admin/news/user/add/")
    newsroom.fill("[name=email]", "gulnar@ulgi.example")
    newsroom.fill("[name=name]", "Гүлнар Үлгі")
    newsroom.check("[name=groups] >> nth=0")
    newsroom.click(".submit-row .default")
    newsroom.wait_for_selector(".messagelist .success")

    # what was sent is not offered again to the next invitation
    newsroom.goto("/admin/news/user/add/")
    assert newsroom.evaluate("Object.keys(localStorage).filter((key) => key.includes('news.user/add'))") == []

    arriving = open_page(path_in(mail.outbox[-1]))
    choose(arriving)
    arriving.wait_for_selector(".board__start")
    assert complaints == []


def test_a_forgotten_password_is_replaced_from_the_keyboard(newsroom, open_page, complaints):
    factories.a_user("asel@ulgi.example", name="Әсел Үлгі", roles=["contributor"])
    page = open_page("/admin/password_reset/?language=kk", width=360, height=740)
    page.keyboard.type("asel@ulgi.example")
    page.keyboard.press("Enter")
    page.wait_for_url("**/password_reset/done/**")

    page.goto(path_in(mail.outbox[-1]))
    choose(page)
    page.wait_for_url("**/password_reset/complete/**")
    page.goto("/admin/login/")
    page.fill("[name=username]", "asel@ulgi.example")
    page.fill("[name=password]", CHOSEN)
    page.keyboard.press("Enter")
    page.wait_for_selector(".board__start")
    assert complaints == []
