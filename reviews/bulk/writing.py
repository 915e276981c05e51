"""The workbook of a survey, empty but for who and what is asked about, or with what was answered."""

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kyodo.tables import Page, write_workbook

from ..enums import ExperienceGroup, QuestionKind, QuestionUnit, RespondentState
from ..given import NO_ANSWER
from ..models import Answer, Respondent, Survey, SurveyRow
from ..queries.surveys import routed_of
from ..routing import in_words
from .layout import (
    CODE_OF_SURVEY,
    GROUP,
    HELP_SHEET,
    NOT_ASKED,
    PARTNER,
    PROJECT,
    RESPONDENT,
    RUNS,
    Column,
    Layout,
    SheetLayout,
    layout_of,
    names_of,
)

HOW = (
    "1行目の記号と2行目の見出しは、そのままにしてください。列を足したり消したりしないでください。",
    "答えは3行目から書きます。新しい回答者や相手は、下に行を足してください。",
    "選ぶ答えは、選択肢のことばか記号で書きます。いくつも選ぶときは「、」で区切ります。",
    "「その他」の内容は、右どなりの「…（その他の内容）」の列に書きます。",
    "聞かれて答えなかったときは、空欄にします（無回答として数えます）。",
    f"もう載っている回答者が、どの設問にも答えなかったときは、どこかに「{NO_ANSWER}」と書きます（すべて空欄なら、未回答のままです）。",
    f"その回答者には聞いていないときは「{NOT_ASKED}」と書きます（数えません）。",
    "属性は1から4の番号で書きます: " + "、".join(ExperienceGroup.labels),
)

Answers = dict[tuple[int, int | None], dict[str, Answer]]


def write_form(survey: Survey, file: BinaryIO) -> BinaryIO:
    """The empty workbook; respondents and rows that the survey has stand in it already."""
    return _write(survey, {}, set(), file)


def write_answers(survey: Survey, file: BinaryIO) -> BinaryIO:
    """What those who have handed in answered; what they were not asked says so."""
    answers: Answers = {}
    given = Answer.objects.counted().filter(respondent__survey=survey).select_related("question")
    for answer in given.iterator(chunk_size=5000):
        answers.setdefault((answer.respondent_id, answer.row_id), {})[answer.question.code] = answer
    done = survey.respondents.filter(state=RespondentState.SUBMITTED).values_list("pk", flat=True)
    return _write(survey, answers, set(done), file)


def _write(survey: Survey, answers: Answers, done: set[int], file: BinaryIO) -> BinaryIO:
    layout = layout_of(survey)
    respondents = list(survey.respondents.select_related("division"))
    names = names_of(respondents)
    pages = [_page(survey, sheet, respondents, names, answers, done) for sheet in layout.sheets]
    pages.append(Page(HELP_SHEET, [], help_lines(layout), widths=[20, 60, 16, 40, 60, 60]))
    return write_workbook(pages, file=file)


def _page(
    survey: Survey,
    sheet: SheetLayout,
    respondents: list[Respondent],
    names: dict[int, str],
    answers: Answers,
    done: set[int],
) -> Page:
    lines = (
        [_cell(column, names, respondent, row, answers, done) for column in sheet.columns]
        for respondent, row in _units(survey, sheet, respondents)
    )
    headings = [[column.code for column in sheet.columns], [column.label for column in sheet.columns]]
    return Page(sheet.name, headings, lines)


def _units(
    survey: Survey, sheet: SheetLayout, respondents: list[Respondent]
) -> Iterator[tuple[Respondent, SurveyRow | None]]:
    if sheet.unit == QuestionUnit.RESPONDENT:
        yield from ((respondent, None) for respondent in respondents)
        return
    rows: dict[int, list[SurveyRow]] = {}
    for row in SurveyRow.objects.filter(respondent__survey=survey):
        rows.setdefault(row.respondent_id, []).append(row)
    for respondent in respondents:
        yield from ((respondent, row) for row in rows.get(respondent.pk, ()))


def _cell(
    column: Column,
    names: dict[int, str],
    respondent: Respondent,
    row: SurveyRow | None,
    answers: Answers,
    done: set[int],
) -> object:
    if column.question is None:
        return {
            RESPONDENT: names[respondent.pk],
            GROUP: respondent.get_group_display(),
            PROJECT: row.project_name if row else "",
            PARTNER: row.partner_name if row else "",
            RUNS: ("はい" if row.runs else "いいえ") if row else "",
        }[column.code]
    if respondent.pk not in done:
        return None
    answer = answers.get((respondent.pk, row.pk if row else None), {}).get(column.question.code)
    if answer is None:
        return None if column.is_words else NOT_ASKED
    return answer.text if column.is_words else _answer_cell(column, answer)


def _answer_cell(column: Column, answer: Answer) -> object:
    if column.question.has_choices:
        labels = {choice.code: choice.label for choice in column.question.choices.all()}
        return "、".join(labels.get(code, code) for code in answer.chosen)
    if column.question.kind == QuestionKind.NUMBER:
        return answer.number
    if column.question.kind == QuestionKind.TABLE:
        return "\n".join("｜".join(line) for line in answer.cells)
    return answer.text


def help_lines(layout: Layout) -> Iterable[list[str]]:
    """How the workbook is filled in, and every question with its choices."""
    yield ["調査", layout.survey.title]
    yield [CODE_OF_SURVEY, layout.survey.code]
    yield from (["", text] for text in HOW)
    yield []
    yield ["記号", "設問", "種類", "だれに聞くか", "選択肢", "選択肢の記号"]
    routed = routed_of(layout.survey)
    who = {question.code: in_words(question, routed) for question in routed}
    for sheet in layout.sheets:
        for column in sheet.questions:
            choices = list(column.question.choices.all())
            yield [
                column.code,
                column.label,
                column.question.get_kind_display(),
                who[column.code],
                "、".join(choice.label for choice in choices),
                "、".join(choice.code for choice in choices),
            ]
