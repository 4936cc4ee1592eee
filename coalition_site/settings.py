"""The one settings file. What an installation may change is read from the environment and told in docs/settings.md.

A value that cannot be read stops the start with a sentence that names the variable (`environment.py`); what can
be read but is unwise is told by the system checks in `news/checks.py`.
"""

from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured

from coalition_site.environment import Environment
from coalition_site.middleware import NONCE
from news import languages

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment()

# Where this installation keeps what it owns: database, media, collected static files, logs, the secret key.
DATA_DIR = Path(env.str("DATA_DIR", default=str(BASE_DIR / "var"))).expanduser().resolve()

DEBUG = env.flag("DEBUG", default=False)


def secret_key():
    """The key of this installation: SECRET_KEY, or the file that script/server made once in the data folder."""
    kept = DATA_DIR / "secret_key"
    key = env.str("SECRET_KEY", default="") or (kept.read_text(encoding="utf-8").strip() if kept.is_file() else "")
    if key:
        return key
    if DEBUG:
        return "only-for-development-" + "x" * 40
    raise ImproperlyConfigured(
        f"SECRET_KEY is not set, and there is no file {kept}. Set the variable, or start with script/server: "
        "it makes the file."
    )


SECRET_KEY = secret_key()

SITE_URL = env.address("SITE_URL", default="http://localhost:8000", schemes=("http", "https")).rstrip("/")
IS_SECURE = SITE_URL.startswith("https:")
ALLOWED_HOSTS = env.names("ALLOWED_HOSTS", default=f"{urlsplit(SITE_URL).hostname},localhost,127.0.0.1,[::1]")

INSTALLED_APPS = [
    "news.apps.NewsroomAdminConfig",
    "news.apps.NewsConfig",
    "django_prose_editor",
    "js_asset",
    "translated_fields",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "coalition_site.middleware.ContentSecurityPolicyMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "coalition_site.middleware.InterfaceLanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "coalition_site.urls"
WSGI_APPLICATION = "coalition_site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "coalition_site.middleware.csp_nonce",
                "news.context_processors.site",
            ],
        },
    }
]

# SQLite that several editors and readers share: IMMEDIATE takes the write lock at the start of a transaction, where
# waiting for it is possible (docs/decisions/sqlite.md has the figures). ATOMIC_REQUESTS stays off: with IMMEDIATE it
# would make every reader a writer.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA mmap_size=134217728;PRAGMA cache_size=-20000;"
        "PRAGMA temp_store=MEMORY;PRAGMA journal_size_limit=67108864;"
    ),
}


def database():
    """The database of DATABASE_URL, SQLite in the data folder by default."""
    address = env.address(
        "DATABASE_URL",
        default=f"sqlite:///{DATA_DIR / 'db.sqlite3'}",
        schemes=("sqlite", "postgres", "postgresql"),
    )
    settings = env.db_url_config(address)
    if settings["ENGINE"].endswith("sqlite3"):
        settings["OPTIONS"] = SQLITE_OPTIONS
    settings["CONN_MAX_AGE"] = env.number("DATABASE_CONNECTION_SECONDS", default=600)
    settings["CONN_HEALTH_CHECKS"] = True
    return settings


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = {
    "default": env.cache_url_config(
        env.address("CACHE_URL", default="locmemcache://", schemes=("locmemcache", "redis", "rediss", "dummycache"))
    )
}

AUTH_USER_MODEL = "news.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
SESSION_COOKIE_AGE = 60 * 60 * env.number("SESSION_HOURS", default=14, at_least=1)
INVITATION_DAYS = env.number("INVITATION_DAYS", default=7, at_least=1)
PASSWORD_RESET_HOURS = env.number("PASSWORD_RESET_HOURS", default=24, at_least=1)
# The longer of the two; news/accounts.py narrows it for each kind of link.
PASSWORD_RESET_TIMEOUT = 60 * 60 * max(24 * INVITATION_DAYS, PASSWORD_RESET_HOURS)

# The newsroom: whether a second pair of eyes has to see a story before readers do.
TWO_PAIRS_OF_EYES = env.flag("TWO_PAIRS_OF_EYES", default=False)

LANGUAGES = languages.LANGUAGES
LANGUAGE_CODE = env.str("LANGUAGE_CODE", default="kk")
if LANGUAGE_CODE not in languages.CODES:
    raise ImproperlyConfigured(f"LANGUAGE_CODE is “{LANGUAGE_CODE}”; write one of: {', '.join(languages.CODES)}.")
# The second folder holds what Django and the libraries leave untranslated; the project's own words come first.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "stock"]
FORMAT_MODULE_PATH = ["coalition_site.formats"]
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
TIME_ZONE = env.str("TIME_ZONE", default="Asia/Almaty")
try:
    ZoneInfo(TIME_ZONE)
except (ZoneInfoNotFoundError, ValueError) as error:
    raise ImproperlyConfigured(f"TIME_ZONE is “{TIME_ZONE}”; write a name such as Asia/Almaty.") from error

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
files = env.store("FILES_URL")
FILES_PUBLIC_URL = files.public_address
STORAGES = {
    "default": files.storage,
    "staticfiles": {
        "BACKEND": (
            "django.contrib.staticfiles.storage.StaticFilesStorage"
            if DEBUG
            else "coalition_site.static_files.CollectedStaticFiles"
        )
    },
}
# A page with a forgotten file is better than no page; script/server collects the files at every upgrade.
WHITENOISE_MANIFEST_STRICT = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A statement that three hundred organisations have signed has seven fields a line.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

EMAIL_CONFIG = env.email_url_config(
    env.address(
        "EMAIL_URL",
        default="consolemail://",
        schemes=("consolemail", "filemail", "smtp", "smtp+tls", "smtp+ssl", "memorymail"),
    )
)
vars().update(EMAIL_CONFIG)
# Letters go out while an editor waits for the page: a post office that does not answer must not hold it up for long.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="newsroom@localhost")

# Security. Everything that depends on https follows SITE_URL, so that the two can never disagree.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = IS_SECURE
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", default=31536000 if IS_SECURE else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = IS_SECURE and SECURE_HSTS_SECONDS > 0
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "news.views.errors.forged"
CSRF_TRUSTED_ORIGINS = env.names("CSRF_TRUSTED_ORIGINS", default=SITE_URL)
X_FRAME_OPTIONS = "DENY"

# Content-Security-Policy in the shape Django 6.0 has built in. The script hash is the theme line of base.html, the
# style hash the one sheet that the editor library (0.28.0) writes; a browser test fails when either changes.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'", "'sha256-OgEujXUTxKnCwyI4+E4LCdLsiUGEtkugq0t4iy/vhvo='", NONCE],
    "style-src": ["'self'", "'sha256-PlumsSlvJ7vvWzjqibGAYKq92O3y/4JTxWWsWJvyUYA='"],
    "img-src": ["'self'", "data:", "blob:", *filter(None, [files.origin])],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "manifest-src": ["'self'"],
    "base-uri": ["'none'"],
    "form-action": ["'self'"],
    "frame-ancestors": ["'none'"],
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
}
