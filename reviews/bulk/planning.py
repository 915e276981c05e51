"""What the filled workbook means for the survey: whose answers, which are new, which change. Writes nothing.

Respondents and rows that the survey does not know are planned under the names they have in the workbook. All faults
are found before anything is written.
"""

from collections import Counter
from dataclasses import dataclass, field

from kyodo.text import normalise, search_key

from ..enums import ExperienceGroup, QuestionUnit, RespondentState, SurveyAudience
from ..given import Given, GivenError, QuestionOffered, is_no_answer, read_cell
from ..models import Respondent, Survey, SurveyRow
from ..queries.surveys import offered
from .layout import GROUP, NOT_ASKED, PARTNER, PROJECT, RESPONDENT, RUNS, Layout, names_of, words_code
from .reading import Fault, Filled, Line

LONGEST = {RESPONDENT: 120, PROJECT: 150, PARTNER: 120}
YES, NO = {"", "はい", "○", "yes", "true", "1"}, {"いいえ", "×", "no", "false", "0"}


@dataclass
class PlannedUnit:
    """One line's answers: of a respondent (`row` None), or of one of its rows. `line` None: not in the workbook.

    `given` has what was written by question code; `left_out` the codes that were marked as not asked; `says_none`
    that 無回答 stands somewhere in words.
    """

    line: Line | None = None
    given: dict[str, Given] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)
    says_none: bool = False

    @property
    def is_touched(self) -> bool:
        return (
            self.says_none or bool(self.left_out) or any(not given.is_blank for given in self.given.values())
        )


@dataclass
class PlannedRow(PlannedUnit):
    row: SurveyRow | None = None
    project_name: str = ""
    partner_name: str = ""
    runs: bool = True


@dataclass
class PlannedRespondent(PlannedUnit):
    name: str = ""
    group: str = ""
    respondent: Respondent | None = None
    rows: list[PlannedRow] = field(default_factory=list)

    @property
    def is_left_open(self) -> bool:
        """Known to the survey, not handed in, and nothing of it filled in: not answered yet, which is no 無回答."""
        return (
            self.respondent is not None
            and self.respondent.state != RespondentState.SUBMITTED
            and not self.is_touched
            and not any(row.is_touched for row in self.rows)
        )


class Planner:
    """Goes through the lines of one workbook; `respondents` and `faults` are the outcome."""

    def __init__(self, survey: Survey, layout: Layout):
        self.survey, self.layout = survey, layout
        self.has_groups = survey.audience == SurveyAudience.DIVISIONS
        self.faults: list[Fault] = []
        self.respondents: dict[str, PlannedRespondent] = {}
        self.offered: dict[str, QuestionOffered] = {
            column.code: offered(column.question) for sheet in layout.sheets for column in sheet.questions
        }
        known = list(survey.respondents.select_related("division"))
        names = names_of(known)
        self.known = {search_key(names[each.pk]): each for each in known}
        self.known_rows: dict[int, list[SurveyRow]] = {each.pk: [] for each in known}
        for row in SurveyRow.objects.filter(respondent__survey=survey):
            self.known_rows[row.respondent_id].append(row)
        self.seen_rows: Counter = Counter()

    def plan(self, filled: Filled) -> None:
        self.faults += filled.faults
        if not filled.is_whole:
            return
        for line in filled.lines[QuestionUnit.RESPONDENT]:
            self._take_respondent(line)
        for line in filled.lines[QuestionUnit.PARTNER]:
            self._take_row(line)
        for planned in self.respondents.values():
            self._find_missing_rows(planned)
            self._find_missing_group(planned)

    def _take_respondent(self, line: Line) -> None:
        planned = self._respondent(line)
        if planned is None:
            return
        if planned.line is not None:
            self.faults.append(line.fault(RESPONDENT, f"同じ回答者が{planned.line.number}行目にもあります。"))
            return
        planned.line = line
        self._read_answers(planned, line, QuestionUnit.RESPONDENT)

    def _take_row(self, line: Line) -> None:
        planned = self._respondent(line)
        if planned is None:
            return
        names = line.text(PROJECT), line.text(PARTNER)
        self._check_lengths(line, PROJECT, PARTNER)
        row = PlannedRow(line=line, project_name=line.typed(PROJECT), partner_name=line.typed(PARTNER))
        row.runs = self._runs(line)
        row.row = self._known_row(planned, names)
        self._read_answers(row, line, QuestionUnit.PARTNER)
        planned.rows.append(row)

    def _respondent(self, line: Line) -> PlannedRespondent | None:
        name = line.text(RESPONDENT)
        if not name:
            self.faults.append(line.fault(RESPONDENT, "だれの答えかを書いてください。"))
            return None
        self._check_lengths(line, RESPONDENT)
        key = search_key(name)
        planned = self.respondents.setdefault(
            key, PlannedRespondent(name=line.typed(RESPONDENT), respondent=self.known.get(key))
        )
        if self.has_groups:
            self._take_group(planned, line)
        return planned

    def _check_lengths(self, line: Line, *codes: str) -> None:
        for code in codes:
            if len(line.typed(code)) > LONGEST[code]:
                self.faults.append(line.fault(code, f"{LONGEST[code]}字以内で書いてください。"))

    def _take_group(self, planned: PlannedRespondent, line: Line) -> None:
        text = line.text(GROUP)
        if not text:
            return
        group = next((each for each in ExperienceGroup if _means(each, text)), None)
        if group is None:
            labels = "、".join(ExperienceGroup.labels)
            self.faults.append(line.fault(GROUP, f"属性は、1から4の番号で書いてください（{labels}）。"))
        elif planned.group and planned.group != group:
            self.faults.append(line.fault(GROUP, "同じ回答者の属性が、ほかの行とちがいます。"))
        else:
            planned.group = group

    def _runs(self, line: Line) -> bool:
        text = line.text(RUNS).casefold()
        if text not in YES | NO:
            self.faults.append(line.fault(RUNS, "「はい」か「いいえ」で書いてください。"))
        return text not in NO

    def _known_row(self, planned: PlannedRespondent, names: tuple[str, str]) -> SurveyRow | None:
        """The row of these names; where there are several, each line takes the next of them."""
        if planned.respondent is None:
            return None
        known = self.known_rows[planned.respondent.pk]
        same = [row for row in known if (normalise(row.project_name), normalise(row.partner_name)) == names]
        key = (planned.respondent.pk, *names)
        self.seen_rows[key] += 1
        return same[self.seen_rows[key] - 1] if self.seen_rows[key] <= len(same) else None

    def _read_answers(self, unit: PlannedUnit, line: Line, about: QuestionUnit) -> None:
        for column in self.layout.sheet_of(about).questions:
            code, words = column.code, words_code(column.question)
            if line.text(code) == NOT_ASKED:
                unit.left_out.add(code)
                continue
            unit.says_none |= is_no_answer(line.value(code))
            at = code
            try:
                unit.given[code] = read_cell(self.offered[code], line.value(code))
                if line.text(words):
                    at = words
                    unit.given[code] = read_cell(
                        self.offered[code], line.value(code), words=line.value(words)
                    )
            except GivenError as error:
                self.faults.append(line.fault(at, str(error)))

    def _find_missing_rows(self, planned: PlannedRespondent) -> None:
        if planned.respondent is None or self.layout.sheet_of(QuestionUnit.PARTNER) is None:
            return
        there = {row.row.pk for row in planned.rows if row.row is not None}
        for row in self.known_rows[planned.respondent.pk]:
            if row.pk not in there:
                sheet = self.layout.sheet_of(QuestionUnit.PARTNER).name
                reason = f"{planned.name}の「{row}」の行がありません。行を消したり、名前を変えたりしないでください。"
                self.faults.append(Fault(sheet, "", RESPONDENT, planned.name, reason))

    def _find_missing_group(self, planned: PlannedRespondent) -> None:
        if not self.has_groups:
            return
        planned.group = planned.group or (planned.respondent.group if planned.respondent else "")
        line = planned.line or planned.rows[0].line
        if not planned.group and not any(fault.column == GROUP for fault in self.faults):
            self.faults.append(line.fault(GROUP, "調査にない課です。属性（1から4）を書いてください。"))


def _means(group: ExperienceGroup, text: str) -> bool:
    return normalise(text).removeprefix("属性") in {group.value, normalise(group.label)}
