"""The groups of the demo. None of them exists, and nobody in them does."""

from .enums import ActivityField, OrganizationKind, OrganizationState

F = ActivityField
GROUPS = [
    # name, kana, kind, representative, members, since, fields, area, purpose, activities
    (
        "みほん多言語の会", "ミホンタゲンゴノカイ", OrganizationKind.VOLUNTEER, "髙﨑 𠮷美", 24, 2003,
        [F.INTERNATIONAL, F.INFORMATION], "市内全域",
        "日本語を母語としない人が、暮らしの情報を自分の言葉で読めるようにする。",
        "市報の記事を選び、五つの言葉に訳して生活情報誌にまとめる。月に2回、読み手の声を聞く集まりを開く。",
    ),
    (
        "みほん子育てひろば", "ミホンコソダテヒロバ", OrganizationKind.NPO, "例野 うめ", 38, 2009,
        [F.CHILDREN, F.WELFARE], "市内東部",
        "はじめて子どもを育てる人が、近くに話し相手を見つけられるまちにする。",
        "週3日の親子ひろば、先輩の親による訪問、催しの運営。",
    ),
    (
        "みほんおもちゃ病院", "ミホンオモチャビョウイン", OrganizationKind.VOLUNTARY, "例田 直", 12, 2012,
        [F.CHILDREN, F.ENVIRONMENT], "市内全域",
        "こわれたおもちゃを直し、物を大切にする気持ちを育てる。",
        "毎月第2土曜の修理会。催しへの出張。",
    ),
    (
        "みほん絵本サークル", "ミホンエホンサークル", OrganizationKind.VOLUNTARY, "例田 文", 9, 2015,
        [F.CHILDREN, F.CULTURE], "市内西部",
        "子どもが本とゆっくり出会う時間をつくる。",
        "図書館や催しでの読み聞かせ。",
    ),
    (
        "みほん緑とあそびの会", "ミホンミドリトアソビノカイ", OrganizationKind.VOLUNTARY, "例川 葉", 17, 2018,
        [F.ENVIRONMENT, F.TOWN], "市内北部",
        "小さな公園を、近所の人が集まる場所にする。",
        "公園の手入れ、子どもと犬の催し、花の植え替え。",
    ),
    (
        "みほん町会連絡会", "ミホンチョウカイレンラクカイ", OrganizationKind.NEIGHBOURHOOD, "例川 実", 210, 1976,
        [F.TOWN, F.SAFETY, F.DISASTER], "市内北部",
        "顔の見える近所づきあいを続ける。",
        "夜の見回り、清掃、防災訓練。",
    ),
    (
        "みほんケアラーの輪", "ミホンケアラーノワ", OrganizationKind.NPO, "例山 聴", 21, 2014,
        [F.WELFARE, F.EDUCATION], "市内全域",
        "家で介護をする人が、ひとりで抱えこまずにすむようにする。",
        "話を聴く人の養成、認知症を学ぶ講座、月1回の語り合い。",
    ),
]  # fmt: skip
APPLICANTS = [
    ("みほん防災まなび隊", "ミホンボウサイマナビタイ", OrganizationState.APPLIED),
    ("みほん街かど音楽会", "ミホンマチカドオンガクカイ", OrganizationState.RETURNED),
    ("みほん星空観察会", "ミホンホシゾラカンサツカイ", OrganizationState.SUSPENDED),
]
