"""The words of project ledgers: headings, choices, and the marks that stand for something else.

Plain tables, read through `kyodo.text.search_key`: width, spaces, dots and case make no difference.
"""

from enum import StrEnum

from kyodo.text import search_key
from organizations.enums import ActivityField, OrganizationKind
from projects.enums import Initiator, Origin, Outcome


class Field(StrEnum):
    """What a column of a ledger can mean."""

    YEAR = "year", "年度"
    NUMBER = "number", "番号"
    DEPARTMENT = "department", "部"
    DIVISION = "division", "課"
    NAME = "name", "事業名"
    FORM = "form", "協働の形態"
    PARTNER_NAME = "partner_name", "協働の相手"
    PARTNER_KIND = "partner_kind", "相手の種類"
    PERIOD = "period", "実施期間（開始と終了）"
    STARTS_ON = "starts_on", "開始日"
    ENDS_ON = "ends_on", "終了日"
    CITY_COST = "city_cost", "市の負担額"
    GROUP_COST = "group_cost", "団体の負担額"
    OTHER_COST = "other_cost", "その他の財源"
    PURPOSE = "purpose", "事業の目的"
    PROBLEM = "problem", "地域の課題"
    CONTENT = "content", "事業の内容"
    EXPECTED_EFFECT = "expected_effect", "想定した効果"
    ORIGIN = "origin", "経緯"
    INITIATOR = "initiator", "発案"
    OUTCOME = "outcome", "成果"
    RESULT = "result", "事業の結果"
    OUTLOOK = "outlook", "今後の展望"
    ACTIVITY_FIELD = "field", "分野"
    DOMAIN = "domain", "領域"
    PARTICIPANTS = "participants", "参加者数"
    PROGRAMME = "programme", "利用した制度"
    NOTES = "notes", "備考"

    label: str

    def __new__(cls, value: str, label: str):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


HEADINGS = {
    Field.YEAR: "年度 実施年度 事業年度",
    Field.NUMBER: "番号 No № # 通番 連番 整理番号 事業番号 項番 ID",
    Field.DEPARTMENT: "部 部名 部局 部局名 所管部 担当部 部署名 所属部 部等",
    Field.DIVISION: (
        "課 課名 課室 課室名 担当課 所管課 主管課 担当課名 所管課名 主管課名 担当部署 所管 課等"
        " 課等名 事業担当課"
    ),
    Field.NAME: "事業名 事業名称 協働事業名 協働事業名称 事業の名称 件名 名称 事業 その年度の事業名",
    Field.FORM: "協働の形態 協働形態 形態 協働の手法 協働の形 協働手法 手法 事業形態 協働の種類",
    Field.PARTNER_NAME: (
        "協働の相手 協働相手 協働先 相手方 相手 団体名 協働団体 協働団体名 相手の名称 相手団体"
        " 相手団体名 協働の相手方 パートナー 団体名称 協働先団体名 協働先名 実施団体 実施団体名"
        " 受託者 委託先 その年度の団体名"
    ),
    Field.PARTNER_KIND: (
        "種別 団体種別 団体の種別 団体の種類 団体種類 相手の種類 相手の種別 法人格 団体区分"
        " 組織形態 相手方の種別 種類"
    ),
    Field.PERIOD: "実施期間 期間 事業期間 実施時期 契約期間 協定期間",
    Field.STARTS_ON: "自 開始 開始日 始期 開始年月日 着手日 実施開始日 から 事業開始日 始",
    Field.ENDS_ON: "至 終了 終了日 終期 終了年月日 完了日 実施終了日 まで 事業終了日 終",
    Field.CITY_COST: (
        "市の経費 市負担額 市の負担額 市負担 市の負担 市費 事業費 予算額 決算額 委託料 補助金額"
        " 市の支出額 経費 予算 決算"
    ),
    Field.GROUP_COST: (
        "団体の負担額 団体負担額 団体の経費 団体負担 相手の負担額 相手方負担額 団体の負担 団体の支出額"
    ),
    Field.OTHER_COST: (
        "その他の財源 その他の経費 その他の負担額 その他負担額 その他財源 参加費収入 その他収入"
    ),
    Field.PURPOSE: "目的 事業の目的 事業目的 ねらい 協働の目的",
    Field.PROBLEM: "課題 地域の課題 地域課題",
    Field.CONTENT: "内容 事業内容 事業の内容 事業概要 概要 事業の概要 実施内容 協働の内容",
    Field.EXPECTED_EFFECT: "想定した効果 期待される効果 期待する効果 想定効果",
    Field.ORIGIN: "経緯 実施の経緯 協働の経緯 協働に至った経緯 実施経緯 協働の理由 協働した理由",
    Field.INITIATOR: "発案 発案者 事業の発案 発意 提案者 発案元 事業の発案者",
    Field.OUTCOME: "成果 協働の成果 事業の成果 成果の有無 成果が上がっているか",
    Field.RESULT: "結果 事業の結果 実績",
    Field.OUTLOOK: "今後の展望 展望 今後の予定 今後の方向性",
    Field.ACTIVITY_FIELD: "分野 活動分野 事業分野 事業の分野",
    Field.DOMAIN: "領域 協働の領域",
    Field.PARTICIPANTS: "参加者数 参加人数 参加者 延べ参加者数 利用者数 来場者数",
    Field.PROGRAMME: "利用した制度 制度 活用した制度 利用制度 根拠 根拠制度 制度規程",
    Field.NOTES: "備考 摘要 メモ 特記事項 その他特記事項",
}

# Under a spanning heading that holds the first word, a column whose own heading starts with one of the others.
UNDER_HEADINGS = (
    (("相手", "団体", "協働先", "パートナー"), Field.PARTNER_KIND, ("種", "区分", "分類", "法人格", "形態")),
    (("相手", "団体", "協働先", "パートナー"), Field.PARTNER_NAME, ("名", "団体名", "相手")),
    (("期間", "時期"), Field.STARTS_ON, ("自", "開始", "始", "着手", "から")),
    (("期間", "時期"), Field.ENDS_ON, ("至", "終", "完了", "まで")),
    (("費", "負担", "予算", "決算", "財源", "金額"), Field.CITY_COST, ("市", "本市", "行政")),
    (("費", "負担", "予算", "決算", "財源", "金額"), Field.GROUP_COST, ("団体", "相手", "協働先")),
    (("費", "負担", "予算", "決算", "財源", "金額"), Field.OTHER_COST, ("その他", "参加", "寄附", "寄付")),
)

KINDS = {
    OrganizationKind.NPO: "NPO法人 特定非営利活動法人 NPO 認定NPO法人 認定特定非営利活動法人",
    OrganizationKind.VOLUNTARY: "任意団体 市民団体 市民活動団体",
    OrganizationKind.VOLUNTEER: "ボランティア団体 ボランティア ボランティアグループ",
    OrganizationKind.NEIGHBOURHOOD: (
        "自治会・町会 自治会 町会 町内会 自治会町内会 自治会等 地縁団体 認可地縁団体 コミュニティ協議会"
    ),
    OrganizationKind.FOUNDATION: (
        "社団・財団 社団法人 財団法人 社団財団法人 一般社団法人 公益社団法人 一般財団法人"
        " 公益財団法人 公益法人"
    ),
    OrganizationKind.WELFARE: "社会福祉法人 社会福祉協議会 社福",
    OrganizationKind.MEDICAL: "医療法人 医療機関 病院",
    OrganizationKind.SCHOOL: (
        "学校・研究機関 学校 大学 研究機関 学校法人 教育機関 大学等 学校等 国立大学法人"
    ),
    OrganizationKind.COMPANY: "企業 株式会社 有限会社 合同会社 民間企業 事業者 企業等 会社",
    OrganizationKind.GOVERNMENT: (
        "国等の機関 国 都 県 国の機関 行政機関 官公庁 国県等 他自治体 国都の機関 独立行政法人"
    ),
    OrganizationKind.OTHER: "その他 その他団体 その他の団体 その他法人 その他の法人",
}
# The legal form in a group's name tells its kind where the kind was left blank.
KIND_IN_NAME = {
    OrganizationKind.NPO: "特定非営利活動法人 NPO法人",
    OrganizationKind.WELFARE: "社会福祉法人",
    OrganizationKind.MEDICAL: "医療法人",
    OrganizationKind.SCHOOL: "学校法人 国立大学法人 公立大学法人",
    OrganizationKind.FOUNDATION: "社団法人 財団法人",
    OrganizationKind.COMPANY: "株式会社 有限会社 合同会社 合資会社 合名会社",
    OrganizationKind.GOVERNMENT: "独立行政法人",
}
# A line of nothing but this belongs to the name in the next line.
LEGAL_FORMS = (
    "NPO法人 認定NPO法人 特定非営利活動法人 認定特定非営利活動法人 一般社団法人 公益社団法人"
    " 社団法人 一般財団法人 公益財団法人 財団法人 社会福祉法人 医療法人 学校法人 国立大学法人"
    " 公立大学法人 独立行政法人 株式会社 有限会社 合同会社"
)

OUTCOMES = {
    Outcome.ACHIEVED: "上がっている 成果が上がっている 成果あり あり 有 上がった ○ 〇 あがっている",
    Outcome.NOT_ACHIEVED: ("上がっていない 成果が上がっていない 成果なし 上がらなかった × あがっていない"),
    Outcome.UNDECIDED: "どちらともいえない どちらとも言えない どちらでもない わからない △",
}
ORIGINS = {
    Origin.EFFECTIVE: "協働が効果的 協働が効果的であるため 協働のほうが効果的 協働の方が効果的 効果的",
    Origin.UNFIT_ALONE: (
        "市の直轄は不適 市の直轄では不適 直轄は不適 市単独は不適 市の直営は不適 市だけでは不適"
    ),
    Origin.BROUGHT_IN: (
        "団体の持込み 団体の持ち込み 団体からの持込み 団体持込み 持込み 持ち込み 団体からの提案 団体の提案"
    ),
    Origin.PLANNED: (
        "上位計画 上位計画による 計画に位置づけ 計画に位置付け 上位計画に位置づけ 上位計画に位置付け"
    ),
    Origin.OTHER: "その他",
}
INITIATORS = {
    Initiator.CITY: "市が発案 市の発案 市 市側 行政 市から 市の提案",
    Initiator.GROUP: "団体が発案 団体の発案 団体 団体側 相手 団体から 団体の提案",
    Initiator.EXCHANGE: (
        "やりとりから 双方のやりとりから やり取りから 双方 両者 市と団体のやりとりから 協議の中から"
    ),
    Initiator.OTHER: "その他",
}
ACTIVITY_FIELDS = {
    ActivityField.WELFARE: "福祉 保健 医療 健康 保健福祉 保健医療又は福祉",
    ActivityField.EDUCATION: "生涯学習 教育",
    ActivityField.TOWN: "まちづくり・都市整備 都市整備",
    ActivityField.TOURISM: "観光の振興",
    ActivityField.RURAL: "農山漁村又は中山間地域の振興 農業",
    ActivityField.CULTURE: "文化 芸術 スポーツ 学術 文化スポーツ 文化芸術",
    ActivityField.ENVIRONMENT: "環境 環境保全 緑化",
    ActivityField.DISASTER: "災害 防災 災害救援活動",
    ActivityField.SAFETY: "安全 防犯 交通安全 地域安全活動",
    ActivityField.HUMAN_RIGHTS: "人権 平和 人権の擁護又は平和の推進",
    ActivityField.INTERNATIONAL: "国際 国際交流 多文化共生",
    ActivityField.GENDER: "男女共同参画社会の形成 男女平等",
    ActivityField.CHILDREN: "子ども こども 子育て 青少年 児童 子育て支援",
    ActivityField.INFORMATION: "情報 情報化社会の発展",
    ActivityField.SCIENCE: "科学 科学技術の振興",
    ActivityField.ECONOMY: "経済 産業 商工 経済活動の活性化",
    ActivityField.EMPLOYMENT: "雇用 就労 職業能力",
    ActivityField.CONSUMER: "消費者 消費者保護 消費生活",
    ActivityField.SUPPORT: "団体支援 中間支援",
    ActivityField.ORDINANCE: "条例で定める活動",
}

DITTO = {"〃", "″", "′′", "''", '"', "”", "“", "〟", "々", "同上", "同", "上同", "々々", "仝"}
# Under 成果 these might say either 「no results」 or 「no answer」: there they are a fault.
NONE_AT_ALL = {"なし", "無し", "無"}
NOTHING = NONE_AT_ALL | {"-", "ー", "―", "—", "─", "‐", "–", "該当なし", "特になし"}
NO_ANSWER = NOTHING | {"無回答", "未回答", "未記入", "未定"}
NO_DATE = NOTHING | {"未定", "通年", "継続", "継続中", "随時"}
SUMS = {"合計", "計", "小計", "総計", "総合計", "累計", "部計", "課計", "全体計"}
NOTE_MARKS = ("※", "*", "注", "(注", "【注", "備考:", "資料:", "出典:")


def table(words: dict) -> dict[str, str]:
    """search_key → value, for each word and each label of an enum's values."""
    found = {}
    for value, synonyms in words.items():
        spellings = [*synonyms.split(), getattr(value, "label", "")]
        found |= {search_key(word): value for word in spellings if word}
    return found
