"""Names and texts that read and search like a city's: 公園 is in every sixth project, 傾聴 in few, 鯨類 in none."""

from random import Random

FREQUENT, RARE, ABSENT = "公園", "傾聴", "鯨類"
FREQUENT_LONG, RARE_LONG = "子育て", "手話通訳"
RARE_THEME = -1

PLACES = (
    "北町",
    "南町",
    "東町",
    "西原町",
    "緑町",
    "本町",
    "栄町",
    "泉町",
    "中町",
    "新町",
    "富士町",
    "柳沢",
    "芝久保町",
    "向台町",
)
# (theme, what is done, field of activity), each weighted by WEIGHTS.
THEMES = (
    ("公園みどりの手入れ", "公園の花壇を植え替え、落ち葉を集め、近所の人と月に二回の清掃を行う", 7),
    ("子育てひろば", "はじめて子どもを育てる親が集まり、先輩の親と話せる場を週に三日開く", 13),
    ("防災まち歩き", "危ない場所を歩いて確かめ、地図に書き込み、訓練の計画に生かす", 8),
    ("高齢者の見守り", "一人で暮らす人の家を訪ね、変わったことがあれば地域包括支援センターに伝える", 1),
    ("多言語の生活情報", "市報の記事を五つの言葉に訳し、読み手の声を聞く集まりを開く", 11),
    ("学校図書ボランティア", "小学校の図書室で本を整え、休み時間に読み聞かせをする", 2),
    ("まちの歴史講座", "古い写真を集めて話を聞き取り、年に四回の講座と冊子にまとめる", 6),
    ("川の生きもの調べ", "子どもと川に入って生きものを数え、水の汚れを年ごとに比べる", 7),
    ("夜間パトロール", "町会の人が夕方と夜に通学路を歩き、暗い場所を市に知らせる", 9),
    ("商店街のにぎわいづくり", "空き店舗で市を開き、学生が店の紹介を作って配る", 16),
    ("認知症カフェ", "本人と家族と専門職が月に一度お茶を飲みながら話す", 1),
    ("傾聴と手話通訳", "傾聴の研修を受けた人と手話通訳を学ぶ人が施設や家を訪ね、話をゆっくり聞く", 1),
)
WEIGHTS = (16, 15, 13, 12, 10, 9, 8, 6, 5, 3, 2, 0.7)
KINDS = ("事業", "プロジェクト", "講座", "推進事業", "支援事業")
PROBLEMS = (
    "担い手が高齢になり、続ける人が足りない。市の窓口だけでは声が届かない人がいる。",
    "転入した世帯が近所とつながる機会が少なく、困ったときに頼る先が分からない。",
    "参加する人がいつも同じで、若い世代に知られていない。場所と時間の工夫が要る。",
)
PURPOSES = (
    "暮らしに近いところで支え合える関係をつくり、だれもが参加しやすい場を増やす。",
    "市と団体がそれぞれの得意なことを持ち寄り、一方だけでは届かない人に届ける。",
    "地域の人が自分たちで続けられる形に育て、三年後に団体が主に担えるようにする。",
)
RESULTS = (
    "予定した回数を行い、参加した人の八割がまた来たいと答えた。周知の方法に課題が残った。",
    "雨で二回中止したが、代わりの日を設けた。新しく加わった人が運営を手伝うようになった。",
    "参加者は前の年より増えた。会場の予約と備品の置き場所について、市と早めに相談したい。",
)
COMMENTS = (
    "打合せの回数を増やしたので行き違いが減った。来年度は計画の段階から一緒に考えたい。",
    "役割の分担がはっきりした。広報の締切を早めに共有できると、もっと多くの人に届く。",
)
GROUP_HEADS = (
    "みどり",
    "ひまわり",
    "あおぞら",
    "つばさ",
    "やまびこ",
    "こもれび",
    "たんぽぽ",
    "さくら",
    "けやき",
    "せせらぎ",
    "ほほえみ",
    "ともしび",
)
GROUP_TAILS = (
    "の会",
    "クラブ",
    "ネットワーク",
    "サポーターズ",
    "ひろば",
    "を育てる会",
    "友の会",
    "ボランティアの会",
)
DIVISION_HEADS = (
    "協働",
    "文化",
    "児童",
    "公園",
    "高齢",
    "防災",
    "環境",
    "教育",
    "福祉",
    "産業",
    "道路",
    "健康",
)


def draw(key: int) -> Random:
    """A generator of its own for each row: the same rows at every run."""
    return Random(key)  # noqa: S311 - nothing here is secret


def theme(random: Random) -> tuple[str, str, int]:
    return random.choices(THEMES, WEIGHTS)[0]


def content(random: Random, done: str) -> str:
    """About 200 letters."""
    place = random.choice(PLACES)
    return (
        f"{place}を中心に、{done}。年度のはじめに市と団体で計画を確かめ、{random.randint(2, 24)}回の活動を行う。"
        f"市は会場と広報を受け持ち、団体は当日の進行と参加者への連絡を受け持つ。"
        f"{random.choice(RESULTS)}{random.choice(COMMENTS)}"
    )


def group_name(number: int, random: Random) -> str:
    return f"{random.choice(PLACES)}{random.choice(GROUP_HEADS)}{random.choice(GROUP_TAILS)}{number}"


def division_name(number: int) -> str:
    head = DIVISION_HEADS[number % len(DIVISION_HEADS)]
    return f"{head}{('推進', '支援', '計画', '管理', '総務')[number // len(DIVISION_HEADS) % 5]}課"
