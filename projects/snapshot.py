"""A proposal as it stands, whole and in plain data: what the group confirms, and what is kept when it is handed in.

Format 1. Nothing in it points to a row that may change later: labels, rates and sums stand in it as they were.
"""

import hashlib
import json
from collections.abc import Iterable

from kyodo.wareki import format_date, parse_date

from .asked import Asked, asked_of
from .budget import BudgetYear, Line
from .completeness import budget_of
from .content import Content, read_number, write_number
from .enums import AnswerKind
from .models import Attachment, Proposal
from .models.attachment import OTHER_PAPER
from .sections import CONDITION, Column, Field

FORMAT = 1
OTHER_LABEL = "その他"


def compose_snapshot(proposal: Proposal) -> dict:
    """All of a proposal: two queries where `call`, `category`, `theme` and `organization` were read with it."""
    files = proposal.attachments.present()
    return snapshot_of(proposal, asked_of(proposal), content_of(proposal), files)


def content_of(proposal: Proposal) -> Content:
    """What has been written so far: one query."""
    return Content(dict(proposal.answers.values_list("key", "value")))


def digest_of(snapshot: dict) -> str:
    """The sha256 of a snapshot, the same however its keys are ordered."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def snapshot_of(proposal: Proposal, asked: Asked, content: Content, files: Iterable[Attachment]) -> dict:
    """The same of what was read already."""
    theme = proposal.theme
    return {
        "format": FORMAT,
        "title": proposal.title,
        "origin": str(proposal.origin),
        "theme": {"id": theme.pk, "title": theme.title} if theme else None,
        **_call(proposal),
        "organization": _organization(proposal.organization),
        "conditions": _conditions(asked, content),
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "fields": [
                    _field(field, asked, content)
                    for field in section.fields
                    if field.kind != AnswerKind.FILES
                ],
            }
            for section in asked.sections
        ],
        "attachments": _attachments(asked, files),
    }


def _call(proposal: Proposal) -> dict:
    call, category = proposal.call, proposal.category
    return {
        "call": {
            "id": call.pk,
            "title": call.title,
            "fiscal_year": call.fiscal_year,
            "project_year": call.project_year,
        },
        "category": {
            "key": category.key,
            "name": category.name,
            "years": proposal.years,
            "year_number": proposal.year_number,
        },
    }


def _conditions(asked: Asked, content: Content) -> list[dict]:
    fields = {field.key: field for field in asked.fields}
    found = []
    for each in asked.conditions:
        key = CONDITION + each.key
        answer = _shown(fields[key], content.text(key))
        found.append({"key": each.key, "label": each.label, "answer": answer, "unit": each.unit})
    return found


def _organization(group) -> dict:
    return {
        "id": group.pk,
        "name": group.name,
        "kana": group.kana,
        "kind": group.get_kind_display(),
        "representative": group.representative,
        "established_on": group.established_on.isoformat() if group.established_on else None,
        "member_count": group.member_count,
        "address": group.address,
        "phone": group.phone,
        "email": group.email,
        "purpose": group.purpose,
        "activities": group.activities,
    }


def _field(field: Field, asked: Asked, content: Content) -> dict:
    shown = {"key": field.key, "label": field.label, "kind": str(field.kind)}
    if field.kind == AnswerKind.BUDGET:
        return {**shown, "years": [_year(each) for each in budget_of(field, asked, content).years]}
    if field.kind == AnswerKind.ROWS:
        return {
            **shown,
            "columns": [{"key": each.key, "label": each.label} for each in field.columns],
            "rows": [
                {
                    "key": row.key,
                    "cells": {each.key: _shown(each, row.cells[each.key]) for each in field.columns},
                }
                for row in content.rows(field)
            ],
        }
    return {**shown, "text": _shown(field, content.text(field.key)), "unit": field.unit}


def _shown(asked: Field | Column, text: str) -> str:
    """As people read it; what cannot be read stays as it was typed."""
    text = text.strip()
    try:
        if asked.kind == AnswerKind.CHOICE:
            return dict(asked.choices).get(text, text)
        if asked.kind == AnswerKind.NUMBER and text:
            return write_number(read_number(text, places=1))
        if asked.kind == AnswerKind.DATE and text:
            return format_date(parse_date(text))
    except ValueError:
        return text
    return text


def _year(year: BudgetYear) -> dict:
    return {
        "number": year.terms.number,
        "fiscal_year": year.terms.fiscal_year,
        "rate": year.terms.rate,
        "limit": year.terms.limit,
        "income": [_line(line) for line in year.income],
        "expense": [{**_line(line), "eligible": line.is_eligible} for line in year.expense],
        "income_total": year.income_total,
        "expense_total": year.expense_total,
        "eligible_total": year.eligible_total,
        "requested": year.requested,
        "most": year.most,
        "faults": [fault.message for fault in year.faults],
    }


def _line(line: Line) -> dict:
    return {
        "key": line.key,
        "source": line.source,
        "source_label": line.source_label,
        "item": line.item,
        "note": line.note,
        "unit_price": line.unit_price,
        "quantity": None if line.quantity is None else write_number(line.quantity),
        "unit": line.unit,
        "amount": line.amount,
    }


def _attachments(asked: Asked, files: Iterable[Attachment]) -> list[dict]:
    """In the order of the papers that the call asks for, the others last."""
    labels = {paper.key: paper.label for paper in asked.papers} | {OTHER_PAPER: OTHER_LABEL}
    order = list(labels)
    kept = [(file.paper if file.paper in labels else OTHER_PAPER, file) for file in files]
    return [
        {
            "id": file.pk,
            "paper": paper,
            "paper_label": labels[paper],
            "name": file.name,
            "content_type": file.content_type,
            "size": file.size,
            "sha256": file.sha256,
        }
        for paper, file in sorted(kept, key=lambda each: (order.index(each[0]), each[1].pk))
    ]
