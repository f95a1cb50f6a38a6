"""All settings in one file. Every deployment difference is an environment variable, read here and nowhere else."""

import os
from pathlib import Path

import environ
import structlog
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from wutong.base.secret import installation_key

BASE = Path(__file__).resolve().parent.parent
env = environ.Env()
VAR: Path = Path(env.str("WUTONG_VAR", default=str(BASE / "var")))

DEBUG = env.bool("WUTONG_DEBUG", default=False)
DEMO = env.bool("WUTONG_DEMO", default=False)
# One key per installation, made at first start: nothing secret stands in the repository.
SECRET_KEY = env.str("WUTONG_SECRET_KEY", default="") or installation_key(VAR)
ALLOWED_HOSTS = env.list("WUTONG_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("WUTONG_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "django_tasks_db",
    "django_structlog",
    "wutong.apps.WutongConfig",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "wutong.web.doorkeeper.Doorkeeper",
]
ROOT_URLCONF = "wutong.urls"
WSGI_APPLICATION = "wutong.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE / "wutong/web/templates", BASE / "wutong/forms/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wutong.web.shell.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static", "wutong.web.words"],
            "libraries": {"words": "wutong.web.words"},
        },
    }
]

# SQLite is the embedded default, PostgreSQL is production: a setting, no code path of its own (design.md §8).
DATABASES = {"default": env.db("WUTONG_DATABASE_URL", default=f"sqlite:///{VAR / 'wutong.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file of its own for every test run, so that a live server can share it and two runs never meet.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / f"test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",  # with the default mode half of concurrent writes fail
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "wutong.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "wutong.web.accounts.ClosedSignup"
ACCOUNT_SESSION_REMEMBER = None

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
LANGUAGE_COOKIE_NAME = "wutong_language"
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE / "wutong/locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("WUTONG_TIME_ZONE", default="Asia/Shanghai")

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE / "wutong/web/static"]
WHITENOISE_USE_FINDERS = True
STORAGES = {
    "default": {
        "BACKEND": env.str("WUTONG_FILES", default="django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.json("WUTONG_FILES_OPTIONS", default={"location": str(VAR / "files")}),
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20000
DATA_UPLOAD_MAX_NUMBER_FILES = 1000

TASKS = {"default": {"BACKEND": env.str("WUTONG_TASKS", default="django_tasks_db.DatabaseBackend"), "QUEUES": []}}

MAILERS = {
    "default": {
        "BACKEND": "wutong.base.mail.smtp.Backend",
        "OPTIONS": {
            "host": env.str("WUTONG_SMTP_HOST", default="localhost"),
            "port": env.int("WUTONG_SMTP_PORT", default=25),
            "username": env.str("WUTONG_SMTP_USER", default=""),
            "password": env.str("WUTONG_SMTP_PASSWORD", default=""),
            "use_tls": env.bool("WUTONG_SMTP_TLS", default=False),
            "timeout": 20,
        },
    }
}
DEFAULT_FROM_EMAIL = env.str("WUTONG_FROM", default="wutong@localhost")
# Addresses that lead to the mailbox the site reads, with anything behind a plus: answers come to
# reply+TOKEN@ministry.example, mails that could not be delivered to bounce+TOKEN@ministry.example. Empty: none.
MAILBOX_ADDRESS = env.str("WUTONG_MAILBOX_ADDRESS", default="")
BOUNCES_ADDRESS = env.str("WUTONG_BOUNCES", default="")
# The mailbox the site reads: imaps://name:password@host/INBOX; empty: none (docs/operating.md, “The mailbox”).
MAILBOX = env.str("WUTONG_MAILBOX", default="")
MAILBOX_TAKEN = env.str("WUTONG_MAILBOX_TAKEN", default="Taken")  # folder for what was taken; empty: left in place
MAILBOX_PAUSE = env.int("WUTONG_MAILBOX_PAUSE", default=60)  # seconds between two looks into it
MAILBOX_LARGEST = env.int("WUTONG_MAILBOX_LARGEST", default=60) * 1024 * 1024  # given in megabytes, for one mail
MAILBOX_ANSWERS = env.int("WUTONG_MAILBOX_ANSWERS", default=20)  # automatic answers a day to one address
SITE_ADDRESS = env.str("WUTONG_ADDRESS", default="http://localhost:8000")

# A stronger encoder can stand behind the same interface: a dotted path (docs/adr/0006).
WUTONG_ENCODER = env.str("WUTONG_ENCODER", default="")

SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "SAMEORIGIN"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("WUTONG_HTTPS", default=False)
SESSION_COOKIE_HTTPONLY = True
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF, CSP.UNSAFE_INLINE],  # the chart library sets inline styles
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF, "data:"],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.SELF],
    "base-uri": [CSP.SELF],
    "form-action": [CSP.SELF],
}

structlog.configure(
    processors=[
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.filter_by_level,
        structlog.processors.TimeStamper(fmt="iso"),
        structlog.stdlib.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("WUTONG_LOG_LEVEL", default="WARNING")},
}
