"""The fixed lists of calls, proposals, screening and decision. A state has one label for each kind of reader."""

from django.db import models


class Reader(models.TextChoices):
    """Who reads a state: the same state asks something else of each."""

    OFFICE = "office", "事務局"
    GROUP = "group", "団体"
    REVIEWER = "reviewer", "審査委員"
    PUBLIC = "public", "市民"


class ProposalOrigin(models.TextChoices):
    """Whose idea it was (和光市 協働事業提案制度): a group's own, or an answer to a theme that a 課 proposed."""

    CITIZEN = "citizen", "市民提案"
    CITY = "city", "行政提案"


class ThemeKind(models.TextChoices):
    """西東京市 ＮＰＯ等企画提案事業, since 2018."""

    FREE = "free", "自由テーマ型"
    SET = "set", "テーマ設定型"


class ProposalSource(models.TextChoices):
    """Whether it was written here, or is known from a document alone."""

    ONLINE = "online", "このポータルで提出"
    RECORD = "record", "過去の記録"


class CallState(models.TextChoices):
    DRAFT = "draft", "作成中"
    PUBLISHED = "published", "公開"
    SCREENING = "screening", "審査中"
    DECIDED = "decided", "結果公表"
    ENDED = "ended", "終了"
    CANCELLED = "cancelled", "中止"

    @classmethod
    def told(cls) -> tuple["CallState", ...]:
        """What citizens may read of."""
        return (cls.PUBLISHED, cls.SCREENING, cls.DECIDED, cls.ENDED)

    @classmethod
    def under_way(cls) -> tuple["CallState", ...]:
        """Out, and neither decided nor given up: what the office still takes can be decided."""
        return (cls.PUBLISHED, cls.SCREENING)


class ThemeState(models.TextChoices):
    DRAFT = "draft", "下書き"
    OFFERED = "offered", "事務局へ提出"
    RETURNED = "returned", "差戻し"
    PUBLISHED = "published", "公開"
    DROPPED = "dropped", "見送り"


class AnswerKind(models.TextChoices):
    """What a field of a proposal holds."""

    LINE = "line", "一行の文"
    TEXT = "text", "文章"
    NUMBER = "number", "数"
    DATE = "date", "日付"
    CHOICE = "choice", "選択"
    ROWS = "rows", "表"
    BUDGET = "budget", "収支予算"
    FILES = "files", "添付"


class ProposalState(models.TextChoices):
    DRAFT = "draft", "下書き"
    SUBMITTED = "submitted", "提出"
    CHECKING = "checking", "要件確認"
    RETURNED = "returned", "差戻し"
    SCREENING = "screening", "審査"
    ADOPTED = "adopted", "採択"
    RESERVE = "reserve", "補欠"
    REJECTED = "rejected", "不採択"
    AWAITING_VOTE = "awaiting_vote", "議決待ち"
    CONFIRMED = "confirmed", "確定"
    WITHDRAWN = "withdrawn", "取下げ"

    @property
    def badge(self) -> str:
        """The tone of the badge (`_components/badge.html`)."""
        return {
            "submitted": "info",
            "checking": "info",
            "screening": "info",
            "returned": "warn",
            "awaiting_vote": "warn",
            "reserve": "warn",
            "adopted": "go",
            "confirmed": "go",
            "rejected": "stop",
            "withdrawn": "done",
        }.get(self.value, "")

    @classmethod
    def writable(cls) -> tuple["ProposalState", ...]:
        """The group writes on it."""
        return (cls.DRAFT, cls.RETURNED)

    @classmethod
    def handed_in(cls) -> tuple["ProposalState", ...]:
        """The office has it: everything after 下書き but what was taken back."""
        return tuple(state for state in cls if state not in (cls.DRAFT, cls.WITHDRAWN))

    @classmethod
    def undecided(cls) -> tuple["ProposalState", ...]:
        return (cls.DRAFT, cls.SUBMITTED, cls.CHECKING, cls.RETURNED, cls.SCREENING)

    @classmethod
    def in_checking(cls) -> tuple["ProposalState", ...]:
        """The office has it in hand and may ask, or send it back."""
        return (cls.SUBMITTED, cls.CHECKING)

    @classmethod
    def under_consideration(cls) -> tuple["ProposalState", ...]:
        """Handed in and not decided: who is asked for an opinion gives it, and changes it, in these."""
        return (cls.SUBMITTED, cls.CHECKING, cls.RETURNED, cls.SCREENING)

    @classmethod
    def judged(cls) -> tuple["ProposalState", ...]:
        """In screening, or decided after it."""
        return (cls.SCREENING, cls.ADOPTED, cls.RESERVE, cls.REJECTED, cls.AWAITING_VOTE, cls.CONFIRMED)

    @classmethod
    def chosen(cls) -> tuple["ProposalState", ...]:
        """What counts as 採択 in every table."""
        return (cls.ADOPTED, cls.AWAITING_VOTE, cls.CONFIRMED)

    @classmethod
    def decided(cls) -> tuple["ProposalState", ...]:
        """Its group has a result, and has not given it up."""
        return (*cls.chosen(), cls.RESERVE, cls.REJECTED)

    def label_for(self, reader: Reader) -> str:
        """The state in the reader's own words; the office reads the official one."""
        if reader == Reader.OFFICE:
            return self.label
        words = {
            "draft": "下書き",
            "submitted": "提出しました。事務局が受け付けています",
            "checking": "事務局が要件を確認しています",
            "returned": "直して出し直してください",
            "screening": "審査中です",
            "adopted": "採択されました",
            "reserve": "補欠になりました",
            "rejected": "採択されませんでした",
            "awaiting_vote": "採択されました（予算の議決を待っています）",
            "confirmed": "実施が決まりました",
            "withdrawn": "取り下げました",
        }
        if reader == Reader.GROUP:
            return words[self.value]
        if self in self.undecided():  # nobody outside learns what the office asks a group before the decision
            return "審査中"
        return "取下げ" if self == ProposalState.WITHDRAWN else self.label


class RemarkKind(models.TextChoices):
    RETURN = "return", "差戻しの指摘"
    QUESTION = "question", "照会"


class ConsultationState(models.TextChoices):
    ASKED = "asked", "申込み"
    ARRANGED = "arranged", "日時が決まりました"
    HELD = "held", "相談済み"
    DROPPED = "dropped", "取りやめ"

    @property
    def badge(self) -> str:
        """The tone of the badge (`_components/badge.html`)."""
        return {"asked": "info", "arranged": "info", "held": "go", "dropped": "done"}[self.value]

    @classmethod
    def open(cls) -> tuple["ConsultationState", ...]:
        """Somebody still has to do something."""
        return (cls.ASKED, cls.ARRANGED)

    @classmethod
    def opening_the_draft(cls) -> tuple["ConsultationState", ...]:
        """Who was asked for advice reads the draft; a consultation that was dropped closes it again."""
        return (*cls.open(), cls.HELD)


class ConsultationWay(models.TextChoices):
    COUNTER = "counter", "窓口"
    PHONE = "phone", "電話"
    ONLINE = "online", "オンライン"
    WRITING = "writing", "書面・メール"


class OpinionAnswer(models.TextChoices):
    """What the 課 concerned thinks of doing it together."""

    YES = "yes", "協働できる"
    CONDITIONAL = "conditional", "条件つきで協働できる"
    NO = "no", "協働はむずかしい"


class Cause(models.TextChoices):
    """Why a reviewer steps back from one proposal (利害関係)."""

    MEMBER = "member", "団体の役員・会員である（あった）"
    FAMILY = "family", "家族や近しい人が団体にいる"
    MONEY = "money", "団体と金銭の関係がある"
    ADVICE = "advice", "企画に助言した"
    OTHER = "other", "その他"


class ScoringState(models.TextChoices):
    """How far one reviewer is with one proposal in the stage that it has come to. Follows from the rows."""

    UNDECLARED = "undeclared", "利害関係が未申告"
    CONFLICT = "conflict", "利害関係あり"
    TODO = "todo", "未着手"
    PARTLY = "partly", "途中"
    GAPS = "gaps", "空きあり"
    DONE = "done", "完了"

    @property
    def tone(self) -> str:
        """The look of its badge (`_components/badge.html`)."""
        return {"undeclared": "warn", "partly": "info", "gaps": "warn", "done": "go"}.get(self.value, "")

    @classmethod
    def waiting(cls) -> tuple["ScoringState", ...]:
        """The reviewer still has something to do."""
        return (cls.UNDECLARED, cls.TODO, cls.PARTLY)


class SlotPlace(models.TextChoices):
    IN_PERSON = "in_person", "会場"
    ONLINE = "online", "オンライン"
    EITHER = "either", "会場またはオンライン"


class TieRule(models.TextChoices):
    """What decides between equal totals."""

    HEAVIEST = "heaviest", "いちばん重い観点の平均が高いほう"
    FEWEST_LOWEST = "fewest_lowest", "1点を付けた委員が少ないほう"
    OFFICE = "office", "審査委員会で話し合って決める"


class Verdict(models.TextChoices):
    ADOPTED = "adopted", "採択"
    RESERVE = "reserve", "補欠"
    REJECTED = "rejected", "不採択"


class RejectedShown(models.TextChoices):
    """What the results page tells of those that were not chosen; their groups are never named."""

    COUNT = "count", "件数だけ"
    NUMBER = "number", "受付番号"
    TITLE = "title", "受付番号と事業名"


class Outlook(models.TextChoices):
    """What a reviewer thinks of a proposal as a whole, beside the scores."""

    FOR = "for", "推す"
    NEUTRAL = "neutral", "どちらともいえない"
    AGAINST = "against", "推さない"


class BudgetSide(models.TextChoices):
    INCOME = "income", "収入"
    EXPENSE = "expense", "支出"


class IncomeSource(models.TextChoices):
    """Where the money of a project comes from; `CITY` is what the programme is asked for."""

    CITY = "city", "市の負担（補助金・委託料など）"
    OWN = "own", "団体の自己資金"
    FEE = "fee", "参加費・会費"
    DONATION = "donation", "寄附・協賛"
    GRANT = "grant", "ほかの助成金"
    OTHER = "other", "その他"
