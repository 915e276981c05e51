"""The fixed lists of WHO: roles, kinds of groups, their states and fields of activity."""

from django.db import models


class PostRole(models.TextChoices):
    """What a post in a 課 allows. `description` is shown where roles are given."""

    STAFF = "staff", "職員"
    PROMOTER = "promoter", "協働推進員"
    COORDINATOR = "coordinator", "コーディネーター"
    ADMINISTRATOR = "administrator", "システム管理者"

    @property
    def description(self) -> str:
        return {
            "staff": "自分の課の事業を記録し、市の側のふりかえりを書きます。",
            "promoter": "課の協働をまとめ、異動のときの引き継ぎを受け持ちます。",
            "coordinator": "すべての課を見て、年度のふりかえりや団体の登録を進めます。",
            "administrator": "利用者・所属・市の設定を受け持ちます。二段階の本人確認が必要です。",
        }[self.value]


class MembershipRole(models.TextChoices):
    """What a member may do for the group."""

    OFFICER = "officer", "役員"
    EDITOR = "editor", "編集できる人"
    VIEWER = "viewer", "閲覧のみ"

    @property
    def description(self) -> str:
        return {
            "officer": "団体の情報と会員を管理し、書類を出します。",
            "editor": "書類やふりかえりを書きます。会員は管理しません。",
            "viewer": "団体の書類を読みます。",
        }[self.value]


class OrganizationKind(models.TextChoices):
    """Kinds of groups; the survey of 武蔵野市 (figure 4) counts NPO法人 against all others."""

    NPO = "npo", "NPO法人"
    VOLUNTARY = "voluntary", "任意団体"
    VOLUNTEER = "volunteer", "ボランティア団体"
    NEIGHBOURHOOD = "neighbourhood", "自治会・町会"
    FOUNDATION = "foundation", "社団・財団"
    WELFARE = "welfare", "社会福祉法人"
    MEDICAL = "medical", "医療法人"
    SCHOOL = "school", "学校・研究機関"
    COMPANY = "company", "企業"
    GOVERNMENT = "government", "国等の機関"
    OTHER = "other", "その他"


class OrganizationState(models.TextChoices):
    APPLIED = "applied", "申請中"
    RETURNED = "returned", "差戻し"
    REGISTERED = "registered", "登録"
    SUSPENDED = "suspended", "停止"
    WITHDRAWN = "withdrawn", "退会"

    def label_for(self, *, member: bool) -> str:
        """The group reads what is expected of it; the office reads the register's own word."""
        for_member = {
            "applied": "事務局が確認しています",
            "returned": "直して出し直してください",
            "registered": "登録されています",
            "suspended": "登録が止まっています",
            "withdrawn": "退会しました",
        }
        return for_member[self.value] if member else self.label


class OrganizationSource(models.TextChoices):
    """Where the record came from: the group itself, or a ledger the city took over."""

    APPLICATION = "application", "団体の申請"
    OFFICE = "office", "事務局の登録"
    LEDGER = "ledger", "台帳からの取り込み"


class Visibility(models.TextChoices):
    PUBLIC = "public", "公開"
    STAFF = "staff", "庁内のみ"
    PRIVATE = "private", "非公開"


class ActivityField(models.IntegerChoices):
    """The twenty fields of 特定非営利活動促進法 別表."""

    WELFARE = 1, "保健・医療・福祉"
    EDUCATION = 2, "社会教育"
    TOWN = 3, "まちづくり"
    TOURISM = 4, "観光"
    RURAL = 5, "農山漁村・中山間地域"
    CULTURE = 6, "学術・文化・芸術・スポーツ"
    ENVIRONMENT = 7, "環境の保全"
    DISASTER = 8, "災害救援"
    SAFETY = 9, "地域安全"
    HUMAN_RIGHTS = 10, "人権・平和"
    INTERNATIONAL = 11, "国際協力"
    GENDER = 12, "男女共同参画"
    CHILDREN = 13, "子どもの健全育成"
    INFORMATION = 14, "情報化社会"
    SCIENCE = 15, "科学技術"
    ECONOMY = 16, "経済活動"
    EMPLOYMENT = 17, "職業能力・雇用"
    CONSUMER = 18, "消費者の保護"
    SUPPORT = 19, "団体の支援"
    ORDINANCE = 20, "条例で定める活動"
