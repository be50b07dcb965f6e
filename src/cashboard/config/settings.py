"""Settings, read from the environment only; docs/settings.md lists every variable."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit
from urllib.request import url2pathname

from django.core.exceptions import ImproperlyConfigured

from cashboard.config.completeness import missing

if _missing := missing(os.environ):
    raise ImproperlyConfigured("\n".join(_missing))

PACKAGE = Path(__file__).resolve().parent.parent

DATA = Path(os.environ.get("CASHBOARD_DATA", "cashboard-data")).resolve()
DATA.mkdir(parents=True, exist_ok=True)
URL = os.environ.get("CASHBOARD_URL", "http://127.0.0.1:8000").rstrip("/")
DEMO = os.environ.get("CASHBOARD_DEMO") == "1"
DEBUG = False


# A database that went away without a word is noticed within a minute, also where one only listens.
POSTGRESQL_OPTIONS = {
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
}


def _kept_secret() -> str:
    """The secret key of this installation: made on first start, kept beside the data for its owner's eyes."""
    path = DATA / "secret-key"
    try:
        return path.read_text().strip()
    except FileNotFoundError:
        try:
            with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass
        return path.read_text().strip()


def _database(url: str) -> dict[str, Any]:
    """A Django database from `sqlite:///path` or `postgresql://user:password@host:port/name?option=value`."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path.removeprefix("/")) if parts.path else str(DATA / "cashboard.sqlite3"),
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;"
                " PRAGMA cache_size=-16000; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;",
            },
            "CONN_MAX_AGE": None,
        }
    if parts.scheme in {"postgres", "postgresql"}:
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.removeprefix("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "OPTIONS": POSTGRESQL_OPTIONS | dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured(
        f"CASHBOARD_DATABASE_URL starts with {parts.scheme or 'nothing'!r}: give sqlite:///FILE or postgresql://USER@HOST/NAME"
    )


DATABASE_URL = os.environ.get("CASHBOARD_DATABASE_URL", "")
DATABASES = {"default": _database(DATABASE_URL or f"sqlite:///{DATA / 'cashboard.sqlite3'}")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = os.environ.get("CASHBOARD_SECRET_KEY") or _kept_secret()

_host = urlsplit(URL).hostname or ""
ALLOWED_HOSTS = sorted({_host, "127.0.0.1", "localhost", "[::1]"} - {""})
CSRF_TRUSTED_ORIGINS = [URL]
SECURE = URL.startswith("https://")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if SECURE else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "cashboard.people.sessions"
SESSION_COOKIE_NAME = "cashboard_session"
CSRF_COOKIE_NAME = "cashboard_csrf"
CSRF_FAILURE_VIEW = "cashboard.web.views.errors.csrf_refused"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "cashboard.activity",
    "cashboard.people",
    "cashboard.work",
    "cashboard.trade",
    "cashboard.process",
    "cashboard.insight",
    "cashboard.notify",
    "cashboard.api",
    "cashboard.web",
]
MIDDLEWARE = [
    "cashboard.web.middleware.security.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "cashboard.web.middleware.assets.BuiltAssets",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "cashboard.web.middleware.demo.DemoSignIn",
    "cashboard.web.middleware.actors.RequestActor",
    "cashboard.web.middleware.refusals.Refusals",
]
ROOT_URLCONF = "cashboard.config.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / "web" / "templates"],
        "OPTIONS": {"environment": "cashboard.web.environment.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "accounts"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 5000}}
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["cashboard.people.accounts.Accounts"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "cashboard.people.signing_in.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "cashboard.people.signing_in.SocialAdapter"
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # only for addresses that the provider says are verified
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "5/5m/key,20/5m/ip"}
ACCOUNT_SESSION_REMEMBER = True
USERSESSIONS_TRACK_ACTIVITY = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
EMAIL_URL = os.environ.get("CASHBOARD_EMAIL_URL", "")
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_URL else 'locmem'}.EmailBackend"
EMAIL_TIMEOUT = 10
if EMAIL_URL:
    _mail = urlsplit(EMAIL_URL)
    EMAIL_HOST, EMAIL_PORT = _mail.hostname or "", _mail.port or (465 if _mail.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(_mail.username or ""), unquote(_mail.password or "")
    EMAIL_USE_SSL = _mail.scheme == "smtps"
    EMAIL_USE_TLS = not EMAIL_USE_SSL and EMAIL_PORT != 25
    DEFAULT_FROM_EMAIL = dict(parse_qsl(_mail.query)).get("from", EMAIL_HOST_USER)

OIDC_ISSUER = os.environ.get("CASHBOARD_OIDC_ISSUER", "")
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {
            "OAUTH_PKCE_ENABLED": True,
            "APPS": [
                {
                    "provider_id": "company",
                    "name": os.environ.get("CASHBOARD_OIDC_NAME", "Company account"),
                    "client_id": os.environ.get("CASHBOARD_OIDC_CLIENT_ID", ""),
                    "secret": os.environ.get("CASHBOARD_OIDC_CLIENT_SECRET", ""),
                    "settings": {"server_url": OIDC_ISSUER},
                }
            ],
        }
    }

USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = False
STATIC_URL = "/static/"
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
UPLOAD_PATHS = r"/(api/v1/)?(cards|documents)/[^/]+/(documents|versions)/?"
UPLOAD_MAX = int(os.environ.get("CASHBOARD_UPLOAD_MAX_MB", "100")) * 1024 * 1024
TRASH_DAYS = int(os.environ.get("CASHBOARD_TRASH_DAYS", "30"))
LIVE_STREAMS_MAX = int(os.environ.get("CASHBOARD_LIVE_STREAMS_MAX", "5000"))
PROXIES = os.environ.get("CASHBOARD_PROXIES", "127.0.0.1,::1")
DERIVED = ("analytics", "previews")  # folders in DATA that are made anew from the log, and so in no backup
SERVER = "cashboard.config.server.serve"
STORAGE_URL = os.environ.get("CASHBOARD_STORAGE_URL", "")
FILES = Path(url2pathname(urlsplit(STORAGE_URL).path)) if STORAGE_URL else DATA / "files"
ANALYTICS_URL = os.environ.get("CASHBOARD_ANALYTICS_URL", "")

SCHEDULE = [
    ("cashboard.activity.sealing:seal", 30),
    ("cashboard.trade.invoices.models:Invoice.note_overdue", 600),
    ("cashboard.work.cards.models:Card.purge_expired", 3600),
    ("cashboard.work.documents.freeing:sweep", 3_600),
]
ERRANDS = ["cashboard.work.importing.running:run_waiting"]  # each does one piece of long work, if any waits
READERS = [
    "cashboard.insight.copying.Copier",
    "cashboard.notify.inbox.Inbox",
    "cashboard.work.documents.freeing.Freer",
]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("CASHBOARD_LOG_LEVEL", "WARNING")},
}
