"""Reads a form as a browser would send it back."""

from html.parser import HTMLParser


class Form(HTMLParser):
    def __init__(self):
        super().__init__()
        self.fields, self.textarea, self.select, self.is_multiple = {}, None, None, False

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        name = found.get("name")
        if tag == "textarea" and name:
            self.textarea, self.fields[name] = name, ""
        elif tag == "select" and name:
            self.select, self.is_multiple = name, "multiple" in found
        elif tag == "option" and self.select and "selected" in found:
            value = found.get("value", "")
            self.fields[self.select] = [*self.fields.get(self.select, []), value] if self.is_multiple else value
        elif tag == "input" and name and found.get("type") not in ("submit", "file"):
            is_choice = found.get("type") in ("checkbox", "radio")
            if not is_choice or "checked" in found:
                self.fields[name] = found.get("value", "on" if is_choice else "")

    def handle_data(self, text):
        if self.textarea:
            self.fields[self.textarea] += text

    def handle_endtag(self, tag):
        if tag == "textarea":
            self.fields[self.textarea] = self.fields[self.textarea].removeprefix("\n")
            self.textarea = None
        if tag == "select":
            self.select = None


def filled_in(response):
    """{name: value} of the page's form; empty lines of inlines included, as browsers send them."""
    form = Form()
    page = response.content.decode()
    form.feed(page[page.index('<div id="content-main"') :])
    return {name: value for name, value in form.fields.items() if "__prefix__" not in name}
