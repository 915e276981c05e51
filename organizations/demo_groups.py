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
    (
        "みほん夜の学び場", "ミホンヨルノマナビバ", OrganizationKind.NPO, "例木 一葉", 26, 2011,
        [F.EDUCATION, F.CHILDREN], "市内中部",
        "家の事情で塾に行けない中学生が、安心して勉強できる場所をつくる。",
        "週2回の夜の学習会、進路の相談、学生ボランティアの研修。",
    ),
    (
        "みほん子ども食堂の会", "ミホンコドモショクドウノカイ", OrganizationKind.VOLUNTARY, "例木 みのり", 18, 2016,
        [F.CHILDREN, F.WELFARE], "市内東部",
        "ひとりで夕食をとる子どもを減らす。",
        "月3回の食堂、食材の仕分け、近くの農家での収穫体験。",
    ),
    (
        "みほん雑木林クラブ", "ミホンゾウキバヤシクラブ", OrganizationKind.VOLUNTEER, "例木 楢夫", 33, 2001,
        [F.ENVIRONMENT, F.EDUCATION], "市内北部",
        "雑木林を手入れし、次の世代へ渡す。",
        "下草刈り、落ち葉かき、小学校の自然観察の手伝い。",
    ),
    (
        "みほんスマホ相談室", "ミホンスマホソウダンシツ", OrganizationKind.VOLUNTEER, "例浜 通", 14, 2020,
        [F.INFORMATION, F.WELFARE], "市内全域",
        "スマートフォンで困る高齢の人を、近所で助けられるようにする。",
        "地区会館での相談の日、家への訪問、教える人の勉強会。",
    ),
    (
        "みほん自転車まち会議", "ミホンジテンシャマチカイギ", OrganizationKind.VOLUNTARY, "例浜 輪", 11, 2017,
        [F.TOWN, F.SAFETY], "市内南部",
        "歩く人も自転車の人も、ひやりとしない道にする。",
        "危ない場所の調査、親子の乗り方教室、駅前での声かけ。",
    ),
    (
        "みほん郷土史の会", "ミホンキョウドシノカイ", OrganizationKind.VOLUNTEER, "例浜 史", 41, 1998,
        [F.CULTURE, F.TOURISM], "市内全域",
        "まちの歩みを、歩きながら語りつぐ。",
        "月1回のまち歩き、石碑の調査、聞き書きの冊子づくり。",
    ),
    (
        "みほん手話の輪ひびき", "ミホンシュワノワヒビキ", OrganizationKind.VOLUNTEER, "例沢 響", 29, 1994,
        [F.WELFARE, F.HUMAN_RIGHTS], "市内全域",
        "聞こえない人と聞こえる人が、同じ場で楽しめるようにする。",
        "毎週の学習会、催しでの手話通訳、小学校での体験授業。",
    ),
    (
        "みほん空き家いかし隊", "ミホンアキヤイカシタイ", OrganizationKind.NPO, "例沢 拓", 16, 2019,
        [F.TOWN, F.ECONOMY], "市内西部",
        "使われていない家を、地域の居場所に変える。",
        "空き家の調べ、片づけの手伝い、持ち主と使い手の引き合わせ。",
    ),
    (
        "みほん体操ひろば", "ミホンタイソウヒロバ", OrganizationKind.VOLUNTARY, "例沢 健", 52, 2008,
        [F.WELFARE, F.CULTURE], "市内南部",
        "歩いて行ける所で、からだを動かし続けられるようにする。",
        "公園や地区会館での体操、体力測定、世話役の養成。",
    ),
    (
        "みほん川の生きもの調べ隊", "ミホンカワノイキモノシラベタイ", OrganizationKind.VOLUNTEER, "例橋 岳", 19, 2013,
        [F.ENVIRONMENT, F.SCIENCE], "市内北部",
        "身近な川の変化を、子どもと一緒に記録する。",
        "月1回の水質調べと生きもの調べ、川のごみ拾い、展示。",
    ),
]  # fmt: skip
APPLICANTS = [
    ("みほん防災まなび隊", "ミホンボウサイマナビタイ", OrganizationState.APPLIED),
    ("みほん街かど音楽会", "ミホンマチカドオンガクカイ", OrganizationState.RETURNED),
    ("みほん星空観察会", "ミホンホシゾラカンサツカイ", OrganizationState.SUSPENDED),
]
