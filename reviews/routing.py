"""Who is asked what: readable rules, what they say in words, and what is wrong with them. Pure: knows no database.

A question is asked where all its rules hold. A rule is plain data, of one of these forms:

    {"groups": ["1", "2"]}                          only 課 of these 属性
    {"groups": ["1", "2"], "or_row": "running"}     these, and any row whose project ran in the year asked about
    {"question": "KEEP", "any_of": ["no"]}          only who chose one of these before
    {"question": "KEEP", "none_of": ["yes"]}        only who was asked and chose none of these
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .enums import ExperienceGroup, QuestionUnit

RUNNING = "running"
Answers = Mapping[str, Collection[str] | None]


class RoutingError(ValueError):
    """A rule is of none of the forms, or has a part too many or too few."""


@dataclass(frozen=True)
class Rule:
    """One condition. Either `groups` (with or without `or_row`), or `question` with one of `any_of` and `none_of`."""

    groups: frozenset[str] = frozenset()
    or_row: str = ""
    question: str = ""
    any_of: frozenset[str] = frozenset()
    none_of: frozenset[str] = frozenset()

    @classmethod
    def read(cls, data: Mapping) -> "Rule":
        parts = set(data)
        also = data.get("or_row", "")
        if "groups" in parts <= {"groups", "or_row"} and data["groups"] and also in ("", RUNNING):
            return cls(groups=frozenset(map(str, data["groups"])), or_row=also)
        for kind in ("any_of", "none_of"):
            if parts == {"question", kind} and data["question"] and data[kind]:
                return cls(question=data["question"], **{kind: frozenset(data[kind])})
        raise RoutingError(f"だれに聞くかの決まりが読めません: {dict(data)}")

    def holds(self, group: str, answers: Answers, *, runs: bool = False) -> bool:
        """`answers`: code → chosen codes; None or missing where it was not asked. `runs`: of the row's project."""
        if self.groups:
            return group in self.groups or (bool(self.or_row) and runs)
        chosen = answers.get(self.question)
        if chosen is None:
            return False
        return bool(self.any_of & set(chosen)) if self.any_of else not self.none_of & set(chosen)


@dataclass(frozen=True)
class Routed:
    """A question as the routing needs it: its code, its choices (code → label), what it is about, and its rules.

    `is_single`: one choice at most; `exclusive`: the choices that stand alone where several may be made.
    """

    code: str
    text: str
    unit: str = QuestionUnit.RESPONDENT
    choices: Mapping[str, str] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    is_single: bool = True
    exclusive: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Problem:
    """What is wrong with a question's rules, in words for the office. An error keeps the survey from opening."""

    code: str
    text: str
    is_error: bool = True


def is_asked(question: Routed, group: str, answers: Answers, *, runs: bool = False) -> bool:
    return all(rule.holds(group, answers, runs=runs) for rule in question.rules)


def asked_in(
    questions: Iterable[Routed], group: str, answers: Answers, *, runs: bool = False
) -> list[Routed]:
    """The questions that somebody of this 属性 with these answers gets, in the questionnaire's order.

    An answer to a question that is not asked any more counts for nothing.
    """
    found, valid = [], {}
    for question in questions:
        if is_asked(question, group, valid, runs=runs):
            found.append(question)
            valid[question.code] = answers.get(question.code) or ()
    return found


def in_words(question: Routed, questions: Iterable[Routed]) -> str:
    """「属性①・②の課で、「続けたいか」に「続ける」と答えたとき」; 「すべての回答者」 without a rule."""
    by_code = {each.code: each for each in questions}
    parts = []
    for rule in question.rules:
        if rule.groups:
            marks = [ExperienceGroup(each).label[0] for each in sorted(rule.groups)]
            also = "と、その年度に実施した事業" if rule.or_row else ""
            parts.append(f"属性{'・'.join(marks)}の課{also}")
            continue
        other = by_code.get(rule.question)
        names = [
            other.choices.get(code, code) if other else code for code in sorted(rule.any_of or rule.none_of)
        ]
        said = "」か「".join(names)
        verb = "と答えたとき" if rule.any_of else "と答えなかったとき"
        parts.append(f"「{other.text if other else rule.question}」に「{said}」{verb}")
    return "、".join(parts) or "すべての回答者"


def rules_in_words(rules: Iterable[Mapping]) -> str:
    """The rules alone, where the other questions are not at hand: those stand there with their codes."""
    return in_words(Routed("", "", rules=tuple(map(Rule.read, rules))), ())


def problems(questions: Sequence[Routed], groups: Collection[str]) -> list[Problem]:
    """Contradictions and dead ends: rules about what comes later or is not there, and questions nobody ever gets.

    `groups`: the 属性 that this survey's respondents can have.
    """
    found: list[Problem] = []
    seen: dict[str, Routed] = {}
    for question in questions:
        found += _rule_problems(question, seen, {each.code for each in questions})
        if not _reachable(question, seen, groups):
            found.append(
                Problem(question.code, "どの回答者にも聞かれません。決まりどうしが食いちがっています。")
            )
        seen[question.code] = question
    return found


def _rule_problems(question: Routed, seen: Mapping[str, Routed], codes: Collection[str]) -> Iterable[Problem]:
    for rule in question.rules:
        if not rule.question:
            unknown = rule.groups - set(ExperienceGroup.values)
            if unknown:
                yield Problem(question.code, f"属性{'、'.join(sorted(unknown))}はありません。")
        elif rule.question not in codes:
            yield Problem(question.code, f"決まりが指す設問「{rule.question}」がありません。")
        elif rule.question not in seen:
            yield Problem(question.code, f"決まりが、あとで聞く設問「{rule.question}」を指しています。")
        else:
            other = seen[rule.question]
            if unknown := (rule.any_of | rule.none_of) - set(other.choices):
                yield Problem(
                    question.code, f"「{other.text}」に、選択肢「{'、'.join(sorted(unknown))}」がありません。"
                )
            if other.unit == QuestionUnit.PARTNER and question.unit == QuestionUnit.RESPONDENT:
                yield Problem(
                    question.code,
                    f"「{other.text}」は相手ごとの設問なので、回答者ごとの設問の決まりに使えません。",
                )


def _reachable(question: Routed, seen: Mapping[str, Routed], groups: Collection[str]) -> bool:
    """Whether anybody can be asked: some 属性 and some answers with which all rules hold at once.

    A rule about an answer holds only where that question was asked too, so its rules have to hold as well.
    """
    rules = _all_rules(question, seen)
    can_run = question.unit == QuestionUnit.PARTNER
    allowed = set(groups)
    for rule in rules:
        if rule.groups and not (rule.or_row and can_run):
            allowed &= rule.groups
    asked = {rule.question for rule in rules if rule.question}
    return bool(allowed) and all(
        code not in seen or _can_answer(seen[code], [rule for rule in rules if rule.question == code])
        for code in asked
    )


def _all_rules(question: Routed, seen: Mapping[str, Routed]) -> list[Rule]:
    """The question's rules, with those of all the questions that they are about."""
    rules, waiting, done = [], [question], set()
    while waiting:
        each = waiting.pop()
        if each.code in done:
            continue
        done.add(each.code)
        rules += each.rules
        waiting += [seen[rule.question] for rule in each.rules if rule.question in seen]
    return rules


def _can_answer(question: Routed, rules: Sequence[Rule]) -> bool:
    """Whether one answer meets all of these rules: with nothing to be chosen, leaving it open always does."""
    never = frozenset().union(*(rule.none_of for rule in rules))
    wanted = [rule.any_of - never for rule in rules if rule.any_of]
    if not wanted:
        return True
    in_all = frozenset.intersection(*wanted)
    if question.is_single:
        return bool(in_all)
    return bool(in_all & question.exclusive) or all(codes - question.exclusive for codes in wanted)
