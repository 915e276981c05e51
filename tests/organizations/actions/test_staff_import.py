"""課・職員・所属 from one table: every fault by its cell, all or nothing, twice is once."""

import datetime
import io

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from kyodo.tables import TableError
from organizations.actions.staff_import import import_staff
from organizations.models import Division, Post, User
from organizations.staff_table import read_staff_table
from tests.factories.organizations import DivisionFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db
HEADER = "部,課コード,課,氏名,フリガナ,メール,役割,開始日,終了日"
GOOD = f"""{HEADER}
市民部,A1,協働課,見本 花子,ミホン ハナコ,Hanako@Example.jp,コーディネーター,R8.4.1,
市民部,A1,協働課,見本 次郎,,jiro@example.jp,,２０２６／４／１,令和9年3月31日
環境部,B1,緑課,見本 次郎,,jiro@example.jp,協働推進員,2027/4/1,
環境部,B2,水課,,,,,,
"""


def table(text: str):
    return read_staff_table(io.BytesIO(text.encode()), "staff.csv")


def faults(report):
    return [(fault.row, fault.column, fault.value, fault.reason) for fault in report.faults]


def test_a_table_becomes_divisions_people_and_posts(now):
    report = import_staff(table(GOOD), by=None)
    assert (report.faults, report.table()) == ([], [("課", 3, 0, 0), ("職員", 2, 0, 0), ("所属", 3, 0, 0)])
    assert list(Division.objects.order_by("code").values_list("code", "department", "name", "starts_on")) == [
        ("A1", "市民部", "協働課", datetime.date(2026, 4, 1)),
        ("B1", "環境部", "緑課", datetime.date(2026, 4, 1)),
        ("B2", "環境部", "水課", datetime.date(2026, 4, 1)),
    ]
    posts = Post.objects.order_by("pk").values_list(
        "user__email", "division__code", "role", "starts_on", "ends_on"
    )
    assert list(posts) == [
        ("hanako@example.jp", "A1", "coordinator", datetime.date(2026, 4, 1), None),
        ("jiro@example.jp", "A1", "staff", datetime.date(2026, 4, 1), datetime.date(2027, 3, 31)),
        ("jiro@example.jp", "B1", "promoter", datetime.date(2027, 4, 1), None),
    ]
    user = User.objects.get(email="hanako@example.jp")
    assert (user.name, user.kana, user.has_usable_password()) == ("見本 花子", "ミホン ハナコ", False)


def test_the_same_table_twice_changes_nothing(now):
    import_staff(table(GOOD), by=None)
    before = [list(model.objects.order_by("pk").values()) for model in (Division, User, Post)]
    report = import_staff(table(GOOD), by=None)
    assert report.table() == [("課", 0, 0, 3), ("職員", 0, 0, 2), ("所属", 0, 0, 3)]
    assert [list(model.objects.order_by("pk").values()) for model in (Division, User, Post)] == before


def test_a_later_table_ends_a_post_and_mends_a_name(now):
    import_staff(table(GOOD), by=None)
    later = GOOD.replace("見本 花子", "見本 はなこ").replace("R8.4.1,\n", "R8.4.1,R9.3.31\n", 1)
    assert import_staff(table(later), by=None).table() == [
        ("課", 0, 0, 3),
        ("職員", 0, 1, 1),
        ("所属", 0, 1, 2),
    ]
    assert Post.objects.get(role="coordinator").ends_on == datetime.date(2027, 3, 31)


def test_a_rehearsal_says_the_same_and_writes_nothing(now):
    report = import_staff(table(GOOD), by=None, dry_run=True)
    assert report.table() == [("課", 3, 0, 0), ("職員", 2, 0, 0), ("所属", 3, 0, 0)]
    assert (Division.objects.count(), User.objects.count(), Post.objects.count()) == (0, 0, 0)


WRONG = f"""職員名簿（令和8年度）
{HEADER}
市民部,A1,協働課,見本 花子,,hanako@example.jp,職員,R8.4.1,
市民部,,協働課,見本 一,,ichi@example.jp,職員,R8.4.1,
市民部,A1,協働課,見本 二,,二番,職員,R8.4.1,
市民部,A1,協働課,見本 三,,san@example.jp,部長,R8.4.1,
市民部,A1,協働課,見本 四,,yon@example.jp,職員,春,
市民部,A1,協働課,見本 五,,go@example.jp,職員,,
市民部,A1,協働課,見本 六,,roku@example.jp,職員,R8.4.1,R8.3.31
市民部,A1,協働課,見本 七,,,職員,R8.4.1,
市民部,A1,協働課,見本 花子,,hanako@example.jp,職員,R8.4.1,
市民部,C1,広報広聴課,見本 八,,hachi@example.jp,職員,R8.4.1,
"""
FAULTS = [
    (4, "課コード", "", "空いています。"),
    (5, "メール", "二番", "メールアドレスの形になっていません。"),
    (
        6,
        "役割",
        "部長",
        "役割は「職員」「協働推進員」「コーディネーター」「システム管理者」のどれかで書いてください。",
    ),
    (
        7,
        "開始日",
        "春",
        "日付を読み取れません。令和8年4月1日、R8.4.1、2026/4/1 のように入力してください。",
    ),
    (8, "開始日", "", "空いています。"),
    (9, "終了日", "R8.3.31", "終了日は、開始日か、それより後にしてください。"),
    (10, "メール", "", "氏名のある行には、メールアドレスが要ります。"),
    (11, "メール", "hanako@example.jp", "同じ所属が、上の行にもあります。"),
    (
        12,
        "課",
        "広報広聴課",
        "コードC1は「広報課」です。名前が変わったときは、課の画面の「改称・統合・分割」で変えます。",
    ),
]


def test_every_faulty_cell_is_named_and_nothing_is_written(now):
    DivisionFactory(code="C1", name="広報課")
    assert faults(import_staff(table(WRONG), by=None)) == FAULTS
    assert (Division.objects.count(), User.objects.count(), Post.objects.count()) == (1, 0, 0)


def test_a_post_that_runs_already_is_a_fault(now):
    post = PostFactory(
        user=UserFactory(email="hanako@example.jp"), division=DivisionFactory(code="A1", name="協働課")
    )
    report = import_staff(
        table(f"{HEADER}\n,A1,協働課,{post.user.name},,hanako@example.jp,職員,R8.4.1,"), by=None
    )
    assert [(fault.row, fault.column) for fault in report.faults] == [(2, "開始日")]
    assert "同じ期間に、もうこの課での同じ役割の所属があります" in report.faults[0].reason


def test_excel_with_real_dates_and_other_columns(now):
    book = openpyxl.Workbook()
    for row in (
        ["職員番号", "所属コード", "課名", "職員名", "メールアドレス", "発令日"],
        [17, "A1", "協働課", "髙﨑 花子", "hanako@example.jp", datetime.date(2026, 4, 1)],
    ):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    report = import_staff(read_staff_table(file, "staff.xlsx"), by=None)
    assert (faults(report), Post.objects.get().starts_on) == ([], datetime.date(2026, 4, 1))
    assert User.objects.get().name == "髙﨑 花子"


def test_a_table_without_the_headers_is_refused():
    with pytest.raises(
        TableError, match="見出しの行が見つかりません。「課コード・課・メール」の列が要ります。"
    ):
        table("氏名,住所\n見本 花子,市内")


def test_the_number_of_queries_grows_only_with_what_is_new(now, django_assert_max_num_queries):
    import_staff(table(GOOD), by=None)
    with django_assert_max_num_queries(10):
        import_staff(table(GOOD), by=None)


# --- the command ---------------------------------------------------------------------------------------------


def run(tmp_path, text, *options):
    file = tmp_path / "staff.csv"
    file.write_text(text, encoding="cp932")
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("import_staff", str(file), *options, stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), err.getvalue(), str(error)
    return out.getvalue(), err.getvalue(), None


def test_the_command_rehearses_and_imports(tmp_path, now):
    counts = (
        "課：新しく3、変更0、変更なし0\n職員：新しく2、変更0、変更なし0\n所属：新しく3、変更0、変更なし0\n"
    )
    assert run(tmp_path, GOOD, "--dry-run") == (f"{counts}確かめました。何も変えていません。\n", "", None)
    assert Post.objects.count() == 0
    assert run(tmp_path, GOOD) == (f"{counts}取り込みました。\n", "", None)
    assert Post.objects.count() == 3


def test_the_command_names_the_faults_and_fails(tmp_path, now):
    _, err, error = run(tmp_path, GOOD.replace("R8.4.1", "春"))
    assert err.startswith("2行目 開始日「春」：日付を読み取れません。")
    assert error == "誤りが1か所あります。何も変えていません。"
    assert Division.objects.count() == 0
    assert run(tmp_path, "a,b\n1,2")[2].endswith("の列が要ります。")


# --- the page ------------------------------------------------------------------------------------------------


def upload(client, text, **more):
    file = io.BytesIO(text.encode())
    file.name = "staff.csv"
    return client.post(reverse("organizations:import_staff"), {"file": file, **more})


def test_the_page_rehearses_first(administrator, signed_in, now):
    client = signed_in(administrator)
    answer = upload(client, GOOD, rehearse="1")
    assert "誤りはありません。まだ何も変えていません。" in answer.content.decode()
    assert not Division.objects.filter(code="A1").exists()
    assert upload(client, GOOD, store="1")["Location"] == reverse("organizations:staff")
    assert Division.objects.filter(code="A1").exists()


def test_the_page_shows_the_faults(administrator, signed_in, now):
    page = upload(signed_in(administrator), GOOD.replace("R8.4.1", "春"), store="1").content.decode()
    assert "誤りが1か所あります。何も変えていません。" in page
    assert "2行目" in page
    assert not Division.objects.filter(code="A1").exists()


@pytest.mark.parametrize(
    ("text", "message"), [("a,b", "見出しの行が見つかりません"), ("", "ファイルが空です")]
)
def test_a_file_that_is_no_table_is_refused_in_words(text, message, administrator, signed_in):
    assert message in upload(signed_in(administrator), text, store="1").content.decode()


def test_a_coordinator_imports_no_staff(coordinator, signed_in):
    assert upload(signed_in(coordinator), GOOD, store="1").status_code == 403
    assert not Division.objects.filter(code="A1").exists()
