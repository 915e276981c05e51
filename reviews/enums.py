"""The fixed lists of HOW WELL: kinds and states of sheets, and the sides that rate."""

from django.db import models


class SheetKind(models.TextChoices):
    INTERIM = "interim", "中間"
    FINAL = "final", "最終"


class Side(models.TextChoices):
    """Whose score it is; 合意 is what both agreed on at the table."""

    GROUP = "group", "団体"
    CITY = "city", "市"
    AGREED = "agreed", "合意"


# What each step of the scale means, shown beside the buttons and on the radar's table.
SCALE = {
    1: "不十分",
    2: "やや不十分",
    3: "どちらともいえない",
    4: "おおむねできた",
    5: "十分できた",
}


class SheetState(models.TextChoices):
    PREPARING = "preparing", "準備"
    OPEN = "open", "記入中"
    MEETING = "meeting", "ふりかえりの場"
    FINAL = "final", "確定"
    PUBLISHED = "published", "公表"

    @classmethod
    def frozen(cls) -> tuple["SheetState", ...]:
        """Nothing on the sheet may change in these."""
        return (cls.FINAL, cls.PUBLISHED)

    @classmethod
    def both_sides_seen(cls) -> tuple["SheetState", ...]:
        """Each side sees the other's scores from here on."""
        return (cls.MEETING, cls.FINAL, cls.PUBLISHED)

    @property
    def tone(self) -> str:
        """The look of its badge (templates/_components/badge.html)."""
        return {"open": "info", "meeting": "warn", "final": "done", "published": "go"}.get(self.value, "")

    def label_for(self, *, member: bool) -> str:
        """What the state means to the group; the office reads the official word."""
        if not member:
            return self.label
        return {
            "preparing": "準備しています",
            "open": "記入をお願いします",
            "meeting": "いっしょに話し合います",
            "final": "内容が確定しました",
            "published": "公表しています",
        }[self.value]

    def short_label_for(self, *, member: bool) -> str:
        """The word in the step bar."""
        words = {"open": "記入", "meeting": "話し合い"}
        return words.get(self.value, self.label) if member else self.label


class MeetingForm(models.TextChoices):
    IN_PERSON = "in_person", "対面"
    ONLINE = "online", "オンライン"
    BOTH = "both", "対面とオンライン"


class SurveyState(models.TextChoices):
    PREPARING = "preparing", "作成"
    OPEN = "open", "回答受付"
    CLOSED = "closed", "締切"
    PUBLISHED = "published", "公表"

    @property
    def tone(self) -> str:
        """The look of its badge (templates/_components/badge.html)."""
        return {"open": "info", "closed": "done", "published": "go"}.get(self.value, "")


class SurveyAudience(models.TextChoices):
    """Who answers: the 課 of city hall, or the registered groups."""

    DIVISIONS = "divisions", "庁内の課"
    GROUPS = "groups", "登録団体"


class QuestionKind(models.TextChoices):
    SINGLE = "single", "一つ選ぶ"
    MULTIPLE = "multiple", "いくつでも選ぶ"
    SCALE = "scale", "段階"
    NUMBER = "number", "数"
    TEXT = "text", "文章"
    TABLE = "table", "表"

    @classmethod
    def with_choices(cls) -> tuple["QuestionKind", ...]:
        return (cls.SINGLE, cls.MULTIPLE, cls.SCALE)


class QuestionUnit(models.TextChoices):
    """What one answer is about: each partner row, or the respondent as a whole."""

    PARTNER = "partner", "協働の相手ごと"
    RESPONDENT = "respondent", "回答者ごと"


class RespondentState(models.TextChoices):
    WAITING = "waiting", "未着手"
    WRITING = "writing", "回答中"
    SUBMITTED = "submitted", "回答済み"

    @property
    def tone(self) -> str:
        """The look of its badge (templates/_components/badge.html)."""
        return {"writing": "info", "submitted": "go"}.get(self.value, "")


class ExperienceGroup(models.TextChoices):
    """属性①–④ (武蔵野市 実態把握調査, figure 1): when a 課 has collaborated, as its own records say."""

    BEFORE_AND_NOW = "1", "①以前も、その年度も"
    NOW_ONLY = "2", "②その年度だけ"
    BEFORE_ONLY = "3", "③以前だけ"
    NEVER = "4", "④一度もない"

    @classmethod
    def with_experience(cls) -> tuple["ExperienceGroup", ...]:
        return (cls.BEFORE_AND_NOW, cls.NOW_ONLY, cls.BEFORE_ONLY)


class Fitness(models.TextChoices):
    """Whether a piece of a 課's work fits collaboration (業務の洗い出し)."""

    YES = "yes", "できる"
    CONDITIONAL = "conditional", "条件つきでできる"
    NO = "no", "できない"

    @classmethod
    def fits(cls) -> tuple["Fitness", ...]:
        """What a theme may be made of."""
        return (cls.YES, cls.CONDITIONAL)

    @classmethod
    def says_why(cls) -> tuple["Fitness", ...]:
        """These need a condition or a reason in words."""
        return (cls.CONDITIONAL, cls.NO)

    @property
    def tone(self) -> str:
        """The look of its badge (templates/_components/badge.html)."""
        return {"yes": "go", "conditional": "info"}.get(self.value, "")


class ReportState(models.TextChoices):
    DRAFT = "draft", "作成"
    PUBLISHED = "published", "公表"

    @property
    def tone(self) -> str:
        """The look of its badge (templates/_components/badge.html)."""
        return {"published": "go"}.get(self.value, "")


class BlockKind(models.TextChoices):
    """What one part of a survey's report is. Those in `numbered` carry a 図表 number."""

    HEADING = "heading", "見出し"
    TEXT = "text", "文章"
    FIGURE = "figure", "図"
    TABLE = "table", "表"
    QUOTES = "quotes", "主な意見"

    @classmethod
    def numbered(cls) -> tuple["BlockKind", ...]:
        return (cls.FIGURE, cls.TABLE, cls.QUOTES)


class TableOrder(models.TextChoices):
    """In which order the answers of a table stand."""

    QUESTIONNAIRE = "questionnaire", "調査票の順"
    SIZE = "size", "多い順"
