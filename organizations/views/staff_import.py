"""課・職員・所属 from a file: first a rehearsal with every faulty cell named, then the import itself."""

from django.contrib import messages
from django.shortcuts import redirect, render

from kyodo.access import requires
from kyodo.tables import TableError

from ..actions.staff_import import import_staff
from ..forms.staff_import import StaffFileForm
from ..staff_table import HEADERS, read_staff_table

COLUMNS = [
    (HEADERS["department"][0], "市民部", ""),
    (HEADERS["code"][0], "S10", "課を見分ける番号です。必須です。"),
    (HEADERS["division"][0], "協働コミュニティ課", "必須です。"),
    (HEADERS["name"][0], "見本 花子", "職員の行では必須です。課だけの行では空けておきます。"),
    (HEADERS["kana"][0], "ミホン ハナコ", ""),
    (HEADERS["email"][0], "hanako@example.jp", "職員の行では必須です。"),
    (HEADERS["role"][0], "職員", "職員・協働推進員・コーディネーター・システム管理者。空けると職員です。"),
    (HEADERS["starts_on"][0], "令和8年4月1日", "職員の行では必須です。"),
    (HEADERS["ends_on"][0], "", "決まっていなければ空けておきます。"),
]


@requires("organizations.import_staff")
def import_page(request):
    """「確かめる」 changes nothing; 「取り込む」 takes the same file and stores it, if no cell is at fault."""
    form = StaffFileForm(request.POST or None, request.FILES or None)
    report = None
    if request.method == "POST" and form.is_valid():
        rehearsal = "store" not in request.POST
        try:
            report = _run(form.cleaned_data["file"], request.user, rehearsal)
        except TableError as error:
            form.add_error("file", str(error))
        if report is not None and not rehearsal and not report.faults:
            messages.success(request, "取り込みました。")
            return redirect("organizations:staff")
    context = {"form": form, "report": report, "columns": COLUMNS}
    return render(request, "organizations/staff/import.html", context)


def _run(file, by, rehearsal):
    return import_staff(read_staff_table(file, file.name), by=by, dry_run=rehearsal)
