"""Django's settings: deployment only. What the law says is in `gongkai.law`, what an organ chooses is in its own options."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from gongkai.web.config import environment

HOME = environment.home()
CIPHER = os.environ.get("GONGKAI_CIPHER", "aes")
SECRET_KEY = environment.secret_key(HOME.keys)
DEBUG = os.environ.get("GONGKAI_DEBUG") == "1"
HTTPS = os.environ.get("GONGKAI_HTTPS") == "1"
PROXIES = int(os.environ.get("GONGKAI_PROXIES") or HTTPS)
ALLOWED_HOSTS = [name for name in os.environ.get("GONGKAI_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if name]
CSRF_TRUSTED_ORIGINS = [f"https://{name}" for name in ALLOWED_HOSTS] if HTTPS else []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_tasks",
    "django_tasks_db",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "axes",
    "gongkai.web.vault",
    "gongkai.web.search",
    "gongkai.web.notices",
    "gongkai.web.organs",
    "gongkai.web.publications",
    "gongkai.web.cases",
    "gongkai.web.reporting",
    "gongkai.web.portal",
    "gongkai.web.api",
    "gongkai.web.upkeep",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    # Before the static files, so that these come with the policy too.
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "gongkai.web.config.middleware.RequestLog",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongkai.web.config.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "gongkai.web.config.bounds.Unkept",
    # What is refused is said as on any page, with the day that it is.
    "gongkai.web.config.middleware.Clock",
    "gongkai.web.config.bounds.Bounds",
    "gongkai.web.organs.entrance.Entrance",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "gongkai.web.config.urls"
WSGI_APPLICATION = "gongkai.web.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.web.portal.context.site",
            ],
        },
    }
]
DATABASES = {"default": environment.database(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organs.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ["username", "name", "email"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
OTP_TOTP_ISSUER = "政府信息公开"
OIDC_ISSUER = os.environ.get("GONGKAI_OIDC_ISSUER", "").rstrip("/")
OIDC_RP_CLIENT_ID = os.environ.get("GONGKAI_OIDC_CLIENT", "")
OIDC_RP_CLIENT_SECRET = os.environ.get("GONGKAI_OIDC_SECRET", "")
if not (OIDC_RP_CLIENT_ID and OIDC_RP_CLIENT_SECRET):
    OIDC_ISSUER = ""
if OIDC_ISSUER:
    AUTHENTICATION_BACKENDS.append("gongkai.web.organs.oidc.Backend")
LOGIN_URL = "organs:sign_in"
LOGIN_REDIRECT_URL = "organs:desk"
LOGOUT_REDIRECT_URL = "portal:home"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 1
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "gongkai.web.organs.origin.address"
# Who signed in and when stands in the log of events; where from and with which browser is not kept.
AXES_DISABLE_ACCESS_LOG = True
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "organs/locked.html"

CSRF_FAILURE_VIEW = "gongkai.web.portal.views.stale_form"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 8 * 3600
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 180 * 24 * 3600 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [Path(__file__).resolve().parent.parent / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME.files}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
SITE = environment.site(ALLOWED_HOSTS, https=HTTPS)
MAIL = environment.mail()
EMAIL_BACKEND = os.environ.get("GONGKAI_MAIL_BACKEND") or MAIL.backend
EMAIL_FILE_PATH = HOME.outbox
EMAIL_HOST, EMAIL_PORT = MAIL.host, MAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = MAIL.user, MAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = MAIL.tls, MAIL.starttls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("GONGKAI_MAIL_FROM") or f"gongkai@{urlsplit(SITE).hostname}"
SMS_BACKEND = environment.sms()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "gongkai.web.config.logging.Lines"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    # Its warnings name whole addresses; `RequestLog` says the same without them.
    "loggers": {"django.request": {"level": "ERROR"}},
}
