"""Settings, read from the environment (docs/operator-guide.md lists every name)."""

import os
from functools import partial
from pathlib import Path
from typing import Any

import dj_database_url
import pghistory
import pgtrigger

from config import embedded_postgres, environment, secrets

# the arrays of comparisons are small: more threads only wait for each other
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

BASE_DIR = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("GLOSSATOR_DATA") or BASE_DIR / "var").resolve()
DEBUG = environment.on("DEBUG")
SITE_URL = os.environ.get("SITE_URL", "").rstrip("/")
HTTPS = SITE_URL.startswith("https://")
SECRET_KEY = os.environ.get("SECRET_KEY") or secrets.secret_key(DATA, https=HTTPS)
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
if SITE_URL:
    ALLOWED_HOSTS.append(
        SITE_URL.partition("://")[2].partition("/")[0].partition(":")[0]
    )
    CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "ninja",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "taggit",
    "accounts",
    "corpus",
    "annotations",
    "review",
    "compare",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    # last, so that its answer has the headers of all others
    "config.middleware.refuse_nul",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

if os.environ.get("DATABASE_URL"):
    DATABASES: dict[str, Any] = {"default": dj_database_url.config()}
else:
    DATABASES = {"default": embedded_postgres.database(DATA)}
# Django's own, but a kept connection costs no query to see whether it works
DATABASES["default"]["ENGINE"] = "config.postgresql"
DATABASES["default"]["CONN_MAX_AGE"] = 600
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    "-c lock_timeout=10s -c statement_timeout=60s"
    " -c idle_in_transaction_session_timeout=60s"
)
# for accounts.prepared; Django's own cursors prepare nothing
DATABASES["default"]["OPTIONS"]["prepare_threshold"] = 5
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
#: Called, it gives the demo account's password, made once on this machine.
DEMO_PASSWORD = partial(secrets.kept, DATA, "demo_password", 14)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "corpus:start"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "accounts.adapter.ClosedSignup"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_FORMS = {"change_password": "accounts.forms.ChangePasswordForm"}
# an account and an address together, so that nobody locks the rightful owner out
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key"}
# with https a proxy stands before the server and names the address it serves
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if HTTPS else 0
# failed attempts are counted here, for all processes together
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    },
    # what positions counted, of each process for itself: numbers of rows, no words
    "counts": {
        "BACKEND": os.environ.get("GLOSSATOR_COUNTS_CACHE")
        or "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": os.environ.get("GLOSSATOR_COUNTS_LOCATION", "counts"),
        "OPTIONS": {"MAX_ENTRIES": 32},
        "TIMEOUT": 3600,
    },
}

# the kinds of work that each app has; the queue is emptied as work is done
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "tasks"

# letters: none without a server for them
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = environment.number("EMAIL_PORT", 587, least=1)
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = environment.on("EMAIL_USE_TLS", usual=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "glossator@localhost")
#: "daily": the command send_digests writes to people about their inboxes.
DIGEST = os.environ.get("GLOSSATOR_DIGEST", "").lower()

#: Days between "Delete for good" and the deletion, in which it can be taken back.
DELETE_AFTER_DAYS = environment.number("DELETE_AFTER_DAYS", 30, least=1)

PGHISTORY_LEVEL = pgtrigger.Statement
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
# the key back to the row: indexed, because a row's history is read by it
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)

LANGUAGE_CODE = "en"
TIME_ZONE = os.environ.get("TZ", "UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# no other site may read our files
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "originals"},
    },
    # what was given and is not stored yet
    "uploads": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA / "uploads"},
    },
    "staticfiles": {"BACKEND": "config.staticfiles.ModuleStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 64 * 1024 * 1024
# the entries of a codebook that are ticked after a preview
DATA_UPLOAD_MAX_NUMBER_FIELDS = 21_000
# of one go, and a manifest
DATA_UPLOAD_MAX_NUMBER_FILES = 2_001
#: Whether pages are fetched by their address.
FETCH = environment.on("GLOSSATOR_FETCH")
#: Days until what was given and never stored is thrown away.
UPLOAD_DAYS = environment.number("UPLOAD_DAYS", 7)

# the browser: safety.md's headers
NONE, SELF = "'none'", "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_ENGINE = "accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"discreet": {"()": "config.logs.Discreet"}},
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["discreet"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
