"""What the commands of the survey share: a survey by its code, files that appear whole or not at all."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from django.core.management.base import CommandError

from organizations.models import User
from reviews.models import Survey


def survey_of(code: str) -> Survey:
    survey = Survey.objects.filter(code=code).first()
    if survey is None:
        there = "、".join(Survey.objects.values_list("code", flat=True)) or "まだありません"
        raise CommandError(f"「{code}」という記号の調査はありません。あるもの: {there}")
    return survey


def person_of(email: str | None) -> User | None:
    """Who the work is done as: with that person's rights, and named in the history."""
    if not email:
        return None
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None or not user.has_perm("reviews.run_survey"):
        raise CommandError(f"{email} は、調査を扱える人ではありません。")
    return user


def write_whole(out: Path, write: Callable[[BinaryIO], object]) -> None:
    if out.is_dir():
        raise CommandError(f"{out} はフォルダーです。書き込むファイルの名前を指定してください。")
    part = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with part.open("w+b") as file:
            write(file)
        part.replace(out)
    except OSError as error:
        raise CommandError(f"{out} に書き込めません: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
