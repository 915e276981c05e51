"""The fixed lists of projects: how a project came about, who thought of it, what became of it, and its states."""

from django.db import models


class Domain(models.TextChoices):
    """The five domains of 和光市協働指針 (第Ⅱ章4): from citizens alone to the city alone."""

    A = "A", "市民だけ"
    B = "B", "市民が主体、市が協力"
    C = "C", "双方が特性を生かす"
    D = "D", "市が主体、市民が参加・協力"
    E = "E", "市だけ"


class ResultsOwner(models.TextChoices):
    CITIZENS = "citizens", "市民"
    BOTH = "both", "双方"
    CITY = "city", "市"


class Paper(models.TextChoices):
    """The paper that a form of collaboration needs."""

    CONTRACT = "contract", "契約書"
    AGREEMENT = "agreement", "協定書"
    SPECIFICATION = "specification", "仕様書と役割分担書"
    PERMISSION = "permission", "使用許可"


class Origin(models.TextChoices):
    """How a project came about (武蔵野市 survey, figure 5)."""

    EFFECTIVE = "effective", "協働のほうが効果が高い"
    UNFIT_ALONE = "unfit_alone", "市だけで行うのに向かない"
    BROUGHT_IN = "brought_in", "団体からの持ち込み"
    PLANNED = "planned", "上位の計画にある"
    OTHER = "other", "その他"


class Initiator(models.TextChoices):
    """Who thought of it (武蔵野市 survey, figure 6)."""

    CITY = "city", "市"
    GROUP = "group", "団体"
    EXCHANGE = "exchange", "双方のやりとりから"
    OTHER = "other", "その他"


class Outcome(models.TextChoices):
    """What became of a year (武蔵野市 survey, figure 8); none of these means no answer yet."""

    ACHIEVED = "achieved", "成果が上がった"
    NOT_ACHIEVED = "not_achieved", "成果が上がっていない"
    UNDECIDED = "undecided", "どちらともいえない"


class YearState(models.TextChoices):
    CONSIDERING = "considering", "検討"
    PREPARING = "preparing", "準備"
    RUNNING = "running", "実施中"
    DONE = "done", "完了"
    CANCELLED = "cancelled", "中止"
    ABOLISHED = "abolished", "廃止"

    @property
    def badge(self) -> str:
        """The tone of the badge (`_components/badge.html`)."""
        return {"running": "info", "done": "done", "cancelled": "stop", "abolished": "stop"}.get(
            self.value, ""
        )

    @classmethod
    def told(cls) -> tuple["YearState", ...]:
        """A citizen reads of a year that runs or ran to its end."""
        return (cls.RUNNING, cls.DONE)

    @classmethod
    def counted(cls) -> tuple["YearState", ...]:
        """Statistics count these: what is only thought about, or was called off, is no collaboration."""
        return tuple(state for state in cls if state not in (cls.CONSIDERING, cls.CANCELLED))

    @classmethod
    def to_come(cls) -> tuple["YearState", ...]:
        """Not begun yet."""
        return (cls.CONSIDERING, cls.PREPARING)

    @classmethod
    def stopped(cls) -> tuple["YearState", ...]:
        return (cls.CANCELLED, cls.ABOLISHED)

    def label_for(self, *, member: bool) -> str:
        """What the state means to the group; the office reads the official word."""
        if not member:
            return self.label
        return {
            "considering": "市が検討しています",
            "preparing": "準備をしています",
            "running": "いっしょに行っています",
            "done": "終わりました",
            "cancelled": "中止になりました",
            "abolished": "廃止になりました",
        }[self.value]


class PartnerRole(models.TextChoices):
    LEAD = "lead", "中心となる団体"
    MEMBER = "member", "いっしょに行う団体"
    SUPPORT = "support", "協力する団体"


class Visibility(models.TextChoices):
    PUBLIC = "public", "公開"
    STAFF = "staff", "庁内のみ"
