from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone

from kyodo.text import normalise


class UserManager(BaseUserManager):
    """Makes people from an e-mail address; addresses are kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields):
        if not email:
            raise ValueError("メールアドレスが必要です。")
        user = self.model(email=normalise(email).strip().lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields):
        """The first administrator. Whoever may run a command on the server vouches for the address."""
        user = self.create_user(email, password, is_superuser=True, **fields)
        user.emailaddress_set.create(email=user.email, verified=True, primary=True)
        return user

    def get_by_natural_key(self, email):
        return self.get(email=email.lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in. What they may do follows from posts and memberships that hold today, never from here.

    `is_superuser` is the first administrator of a new portal (`manage.py createsuperuser`).
    """

    email = models.EmailField("メールアドレス", unique=True)
    name = models.CharField("氏名", max_length=60, blank=True)
    kana = models.CharField("フリガナ", max_length=80, blank=True)
    is_active = models.BooleanField("利用できる", default=True)
    date_joined = models.DateTimeField("利用開始", default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = verbose_name_plural = "利用者"
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message="このメールアドレスはもう使われています。",
            )
        ]

    def __str__(self):
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    get_short_name = get_full_name

    @cached_property
    def standing(self):
        """The posts and memberships that hold today, read once per request (`organizations.standing`)."""
        from organizations.standing import Standing

        return Standing.of(self)
