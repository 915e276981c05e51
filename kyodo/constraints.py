"""Constraints that several models share, each with the Japanese message a form shows when it is broken."""

from django.db.models import CheckConstraint, F, Q


def both_or_neither(first: str, second: str, *, name: str, message: str) -> CheckConstraint:
    """Either both fields are null or neither is: "submitted at" never stands without "submitted by"."""
    rule = Q(**{f"{first}__isnull": True, f"{second}__isnull": True}) | Q(
        **{f"{first}__isnull": False, f"{second}__isnull": False}
    )
    return CheckConstraint(condition=rule, name=name, violation_error_message=message)


def in_order(
    first: str,
    second: str,
    *,
    name: str,
    message: str = "終わりは、始まりと同じか、それより後にしてください。",
) -> CheckConstraint:
    """`first` is not after `second`; an open end (null) is always in order."""
    rule = (
        Q(**{f"{first}__isnull": True}) | Q(**{f"{second}__isnull": True}) | Q(**{f"{first}__lte": F(second)})
    )
    return CheckConstraint(condition=rule, name=name, violation_error_message=message)


def one_of(
    field: str, choices, *, name: str, blank: bool = False, message: str = "選べない値です。"
) -> CheckConstraint:
    """The field holds a member of a `Choices` class (or nothing, where `blank`)."""
    values = list(choices.values) + ([""] if blank else [])
    return CheckConstraint(
        condition=Q(**{f"{field}__in": values}), name=name, violation_error_message=message
    )


def within(field: str, low: int, high: int, *, name: str, message: str) -> CheckConstraint:
    """The number lies in `low`..`high`, both ends included; null is let through."""
    rule = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": low, f"{field}__lte": high})
    return CheckConstraint(condition=rule, name=name, violation_error_message=message)


def not_negative(*fields: str, name: str, message: str = "0以上の数を入れてください。") -> CheckConstraint:
    """None of the fields is below zero; null is let through."""
    rule = Q()
    for field in fields:
        rule &= Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gte": 0})
    return CheckConstraint(condition=rule, name=name, violation_error_message=message)
