"""The conversation about a ledger: which file, and what its columns mean."""

from django import forms

from kyodo.fiscal_year import FiscalYear
from kyodo.formfields import FiscalYearField
from organizations.models import Division
from projects.ledger import Field, Ledger

from ..actions.ledger.entries import FIRST_YEAR, YEARS_AHEAD

PREFIX = "column_"
NEEDED = (Field.NAME, Field.FORM)
GROUPS = (
    (
        "事業",
        (Field.NUMBER, Field.NAME, Field.YEAR, Field.DEPARTMENT, Field.DIVISION, Field.FORM, Field.PROGRAMME),
    ),
    ("相手", (Field.PARTNER_NAME, Field.PARTNER_KIND)),
    ("期間", (Field.PERIOD, Field.STARTS_ON, Field.ENDS_ON)),
    ("お金と人数", (Field.CITY_COST, Field.GROUP_COST, Field.OTHER_COST, Field.PARTICIPANTS)),
    (
        "目的と内容",
        (
            Field.PROBLEM,
            Field.PURPOSE,
            Field.EXPECTED_EFFECT,
            Field.CONTENT,
            Field.DOMAIN,
            Field.ACTIVITY_FIELD,
        ),
    ),
    ("経緯と成果", (Field.ORIGIN, Field.INITIATOR, Field.OUTCOME, Field.RESULT, Field.OUTLOOK)),
)
CHOICES = [
    ("", "取り込まない"),
    *((label, [(str(field), field.label) for field in fields]) for label, fields in GROUPS),
]


class LedgerUploadForm(forms.Form):
    """One Excel or CSV file."""

    file = forms.FileField(
        label="台帳のファイル",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        help_text="Excel（.xlsx）かCSVで、10MB・5,000行までです。表題や合計の行、注記があっても読めます。",
        error_messages={
            "required": "ファイルを選んでください。",
            "empty": "ファイルが空です。表の入ったファイルを選んでください。",
        },
    )


class ColumnsForm(forms.Form):
    """What each column of a ledger is read as, and of which 年度 (and 課) it tells where no column says so."""

    year = FiscalYearField(
        label="台帳の年度",
        help_text="令和8年度、R8、2026 のように書きます。年度の列があるときは、列のほうを使います。",
        error_messages={"required": "台帳の年度が見つかりません。年度を書いてください。"},
    )
    division = forms.ModelChoiceField(
        Division.objects.none(),
        label="台帳の課",
        required=False,
        empty_label="選んでください",
        to_field_name="name",
        help_text="課の列がない台帳は、すべてこの課の事業として取り込みます。",
        error_messages={"invalid_choice": "一覧にある課から選んでください。"},
    )

    def __init__(self, *args, ledger: Ledger, division: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.ledger = ledger
        self.fields["year"].initial = ledger.year
        for column in ledger.columns:
            self.fields[f"{PREFIX}{column.number}"] = forms.ChoiceField(
                label=f"{column.letter}列「{' '.join(column.header.split())}」",
                choices=CHOICES,
                required=False,
                initial="" if column.field == Field.NOTES else column.field,
            )
        chosen = self._chosen_now()
        self.fields["year"].required = Field.YEAR not in chosen
        if Field.DIVISION in chosen:
            del self.fields["division"]
        else:
            self.fields["division"].queryset = Division.objects.in_force()
            self.fields["division"].initial = division

    def _chosen_now(self) -> set[str]:
        names = [name for name in self.fields if name.startswith(PREFIX)]
        return {self[name].value() for name in names}

    def columns(self) -> dict[int, str]:
        """Column number → Field value, "" for those left out."""
        return {
            column.number: self.cleaned_data[f"{PREFIX}{column.number}"] for column in self.ledger.columns
        }

    def division_name(self) -> str:
        division = self.cleaned_data.get("division")
        return division.name if division else ""

    def rows(self) -> list[tuple]:
        """(column, bound field, up to five values) for the table."""
        samples = self.ledger.rows[:5]
        return [
            (
                column,
                self[f"{PREFIX}{column.number}"],
                [
                    row.cells[0][column.number].text if column.number in row.cells[0] else ""
                    for row in samples
                ],
            )
            for column in self.ledger.columns
        ]

    def clean_year(self) -> int | None:
        year = self.cleaned_data["year"]
        latest = FiscalYear.current().year + YEARS_AHEAD
        if year is not None and not FIRST_YEAR <= year <= latest:
            raise forms.ValidationError(f"{FIRST_YEAR}年度から{latest}年度までの年度を書いてください。")
        return year

    def clean(self):
        taken: dict[str, str] = {}
        for column in self.ledger.columns:
            name = f"{PREFIX}{column.number}"
            field = self.cleaned_data.get(name)
            if field and field in taken:
                label = Field(field).label
                self.add_error(
                    name, f"「{label}」は{taken[field]}列でも選ばれています。どちらか一つにしてください。"
                )
            elif field:
                taken[field] = column.letter
        for field in NEEDED:
            if field not in taken:
                self.add_error(None, f"どの列が「{field.label}」かを選んでください。")
        if Field.DIVISION not in taken and not self.cleaned_data.get("division"):
            self.add_error("division", "課の列を選ぶか、ここで課を選んでください。")
        return self.cleaned_data
