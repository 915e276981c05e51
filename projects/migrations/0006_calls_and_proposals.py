import django.db.models.deletion
import django.utils.timezone
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0003_ngram_index"),
        ("organizations", "__first__"),
        ("projects", "0005_desk_indexes"),
    ]

    operations = [
        migrations.CreateModel(
            name="BudgetLine",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("income", "収入"), ("expense", "支出")], max_length=10, verbose_name="収支"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("city", "市の負担（補助金・委託料など）"),
                            ("own", "団体の自己資金"),
                            ("fee", "参加費・会費"),
                            ("donation", "寄附・協賛"),
                            ("grant", "ほかの助成金"),
                            ("other", "その他"),
                        ],
                        max_length=10,
                        verbose_name="財源",
                    ),
                ),
                ("item", models.CharField(max_length=60, verbose_name="費目")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="内訳")),
                ("unit_price", models.PositiveBigIntegerField(verbose_name="単価（円）")),
                (
                    "quantity",
                    models.DecimalField(decimal_places=2, default=1, max_digits=10, verbose_name="数"),
                ),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="単位")),
                ("amount", models.PositiveBigIntegerField(verbose_name="金額（円）")),
                ("is_eligible", models.BooleanField(default=True, verbose_name="対象経費")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="budget_lines",
                        to="projects.projectyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "収支予算",
                "verbose_name_plural": "収支予算",
                "ordering": ["side", "position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("side__in", ["income", "expense"])),
                        name="budgetline_side_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source__in", ["city", "own", "fee", "donation", "grant", "other", ""])
                        ),
                        name="budgetline_source_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("unit_price__isnull", True), ("unit_price__gte", 0), _connector="OR"),
                            models.Q(("quantity__isnull", True), ("quantity__gte", 0), _connector="OR"),
                            models.Q(("amount__isnull", True), ("amount__gte", 0), _connector="OR"),
                        ),
                        name="budgetline_not_negative",
                        violation_error_message="0以上の数を入れてください。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalBudgetLine",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "side",
                    models.CharField(
                        choices=[("income", "収入"), ("expense", "支出")], max_length=10, verbose_name="収支"
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("city", "市の負担（補助金・委託料など）"),
                            ("own", "団体の自己資金"),
                            ("fee", "参加費・会費"),
                            ("donation", "寄附・協賛"),
                            ("grant", "ほかの助成金"),
                            ("other", "その他"),
                        ],
                        max_length=10,
                        verbose_name="財源",
                    ),
                ),
                ("item", models.CharField(max_length=60, verbose_name="費目")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="内訳")),
                ("unit_price", models.PositiveBigIntegerField(verbose_name="単価（円）")),
                (
                    "quantity",
                    models.DecimalField(decimal_places=2, default=1, max_digits=10, verbose_name="数"),
                ),
                ("unit", models.CharField(blank=True, max_length=20, verbose_name="単位")),
                ("amount", models.PositiveBigIntegerField(verbose_name="金額（円）")),
                ("is_eligible", models.BooleanField(default=True, verbose_name="対象経費")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project_year",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.projectyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 収支予算",
                "verbose_name_plural": "historical 収支予算",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalProgramme",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                ("key", models.SlugField(max_length=40, verbose_name="プリセットでの名前")),
                ("name", models.CharField(max_length=80, verbose_name="制度の名前")),
                ("since_year", models.PositiveSmallIntegerField(verbose_name="始まった年度")),
                (
                    "ended_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="終わった年度"),
                ),
                ("purpose", models.TextField(blank=True, max_length=1000, verbose_name="めざすこと")),
                ("audience", models.TextField(blank=True, max_length=1000, verbose_name="提案できる団体")),
                ("origins", models.JSONField(blank=True, default=list, verbose_name="提案の種類")),
                ("theme_kinds", models.JSONField(blank=True, default=list, verbose_name="テーマの種類")),
                ("categories", models.JSONField(blank=True, default=list, verbose_name="部門")),
                ("conditions", models.JSONField(blank=True, default=list, verbose_name="応募の条件")),
                ("papers", models.JSONField(blank=True, default=list, verbose_name="求める書類")),
                ("criteria", models.JSONField(blank=True, default=list, verbose_name="審査の観点")),
                ("sections", models.JSONField(blank=True, default=list, verbose_name="提案書の項目の変更")),
                ("needs_vote", models.BooleanField(default=True, verbose_name="予算の議決を待つ")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.collaborationform",
                        verbose_name="採択後の協働の形態",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("schedule", models.JSONField(blank=True, default=list, verbose_name="日程の例")),
            ],
            options={
                "verbose_name": "historical 制度",
                "verbose_name_plural": "historical 制度",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalRoleShare",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("item", models.CharField(max_length=100, verbose_name="項目")),
                ("group_part", models.CharField(blank=True, max_length=200, verbose_name="団体がすること")),
                ("city_part", models.CharField(blank=True, max_length=200, verbose_name="市がすること")),
                (
                    "responsible",
                    models.CharField(
                        blank=True,
                        choices=[("group", "団体"), ("city", "市"), ("both", "双方")],
                        max_length=10,
                        verbose_name="責任",
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[("group", "団体"), ("city", "市"), ("both", "双方")],
                        max_length=10,
                        verbose_name="費用",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project_year",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.projectyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 役割分担",
                "verbose_name_plural": "historical 役割分担",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Programme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                ("key", models.SlugField(max_length=40, unique=True, verbose_name="プリセットでの名前")),
                ("name", models.CharField(max_length=80, verbose_name="制度の名前")),
                ("since_year", models.PositiveSmallIntegerField(verbose_name="始まった年度")),
                (
                    "ended_year",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="終わった年度"),
                ),
                ("purpose", models.TextField(blank=True, max_length=1000, verbose_name="めざすこと")),
                ("audience", models.TextField(blank=True, max_length=1000, verbose_name="提案できる団体")),
                ("origins", models.JSONField(blank=True, default=list, verbose_name="提案の種類")),
                ("theme_kinds", models.JSONField(blank=True, default=list, verbose_name="テーマの種類")),
                ("categories", models.JSONField(blank=True, default=list, verbose_name="部門")),
                ("conditions", models.JSONField(blank=True, default=list, verbose_name="応募の条件")),
                ("papers", models.JSONField(blank=True, default=list, verbose_name="求める書類")),
                ("criteria", models.JSONField(blank=True, default=list, verbose_name="審査の観点")),
                ("sections", models.JSONField(blank=True, default=list, verbose_name="提案書の項目の変更")),
                ("needs_vote", models.BooleanField(default=True, verbose_name="予算の議決を待つ")),
                (
                    "form",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="projects.collaborationform",
                        verbose_name="採択後の協働の形態",
                    ),
                ),
                ("schedule", models.JSONField(blank=True, default=list, verbose_name="日程の例")),
            ],
            options={
                "verbose_name": "制度",
                "verbose_name_plural": "制度",
                "ordering": ["-since_year", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("since_year__isnull", True),
                            ("ended_year__isnull", True),
                            ("since_year__lte", models.F("ended_year")),
                            _connector="OR",
                        ),
                        name="programme_years_in_order",
                        violation_error_message="終わりは、始まりと同じか、それより後にしてください。",
                    ),
                    models.UniqueConstraint(
                        fields=("name",),
                        name="programme_name_once",
                        violation_error_message="同じ名前の制度があります。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Call",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "state_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="状態の更新日時"
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="募集の年度")),
                ("project_year", models.PositiveSmallIntegerField(verbose_name="実施の年度")),
                ("title", models.CharField(max_length=120, verbose_name="募集の名前")),
                ("summary", models.TextField(blank=True, max_length=1000, verbose_name="あらまし")),
                ("body", models.TextField(blank=True, max_length=5000, verbose_name="募集の内容")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="一覧に出す注記")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "作成中"),
                            ("published", "公開"),
                            ("screening", "審査中"),
                            ("decided", "結果公表"),
                            ("ended", "終了"),
                            ("cancelled", "中止"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状態",
                    ),
                ),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="受付の始まり")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="締切")),
                ("budget", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="予算（円）")),
                (
                    "proposals_per_group",
                    models.PositiveSmallIntegerField(default=1, verbose_name="1団体が出せる数"),
                ),
                ("origins", models.JSONField(blank=True, default=list, verbose_name="提案の種類")),
                ("theme_kinds", models.JSONField(blank=True, default=list, verbose_name="テーマの種類")),
                ("conditions", models.JSONField(blank=True, default=list, verbose_name="応募の条件")),
                ("papers", models.JSONField(blank=True, default=list, verbose_name="求める書類")),
                ("sections", models.JSONField(blank=True, default=list, verbose_name="提案書の項目の変更")),
                ("schedule", models.JSONField(blank=True, default=list, verbose_name="日程")),
                (
                    "cutoff_percent",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="採択の目安（満点に対する％）"
                    ),
                ),
                (
                    "lowest_majority_rejects",
                    models.BooleanField(
                        default=False, verbose_name="過半数が最低点を付けた観点があれば採択しない"
                    ),
                ),
                (
                    "tie_rule",
                    models.CharField(
                        choices=[
                            ("heaviest", "いちばん重い観点の平均が高いほう"),
                            ("fewest_lowest", "1点を付けた委員が少ないほう"),
                            ("office", "審査委員会で話し合って決める"),
                        ],
                        default="heaviest",
                        max_length=15,
                        verbose_name="同点のとき",
                    ),
                ),
                ("needs_vote", models.BooleanField(default=True, verbose_name="予算の議決を待つ")),
                (
                    "presentation_minutes",
                    models.PositiveSmallIntegerField(default=10, verbose_name="発表の時間（分）"),
                ),
                (
                    "question_minutes",
                    models.PositiveSmallIntegerField(default=10, verbose_name="質疑の時間（分）"),
                ),
                (
                    "slots_open_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="発表の枠の受付開始"),
                ),
                (
                    "slots_close_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="発表の枠の受付終了"),
                ),
                ("release_at", models.DateTimeField(blank=True, null=True, verbose_name="結果を出す日時")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="結果を出した日時")),
                ("voted_on", models.DateField(blank=True, null=True, verbose_name="予算が議決された日")),
                (
                    "release_ordered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state_changed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="状態を変えた人",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calls",
                        to="projects.programme",
                        verbose_name="制度",
                    ),
                ),
                (
                    "order_published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="発表の順番を公開した日時"),
                ),
                (
                    "rejected_shown",
                    models.CharField(
                        choices=[
                            ("count", "件数だけ"),
                            ("number", "受付番号"),
                            ("title", "受付番号と事業名"),
                        ],
                        default="count",
                        max_length=10,
                        verbose_name="結果のページに出す不採択",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公開した日時")),
            ],
            options={
                "verbose_name": "募集",
                "verbose_name_plural": "募集",
                "ordering": ["-fiscal_year", "-pk"],
                "indexes": [
                    models.Index(fields=["state", "closes_at"], name="call_by_state"),
                    models.Index(fields=["programme", "-fiscal_year"], name="call_of_programme"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                ["draft", "published", "screening", "decided", "ended", "cancelled"],
                            )
                        ),
                        name="call_state_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("tie_rule__in", ["heaviest", "fewest_lowest", "office"])),
                        name="call_tie_rule_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("opens_at__isnull", True),
                            ("closes_at__isnull", True),
                            ("opens_at__lte", models.F("closes_at")),
                            _connector="OR",
                        ),
                        name="call_moments_in_order",
                        violation_error_message="締切は、受付の始まりより後にしてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("slots_open_at__isnull", True),
                            ("slots_close_at__isnull", True),
                            ("slots_open_at__lte", models.F("slots_close_at")),
                            _connector="OR",
                        ),
                        name="call_slots_in_order",
                        violation_error_message="終わりは、始まりと同じか、それより後にしてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("fiscal_year__isnull", True),
                            ("project_year__isnull", True),
                            ("fiscal_year__lte", models.F("project_year")),
                            _connector="OR",
                        ),
                        name="call_years_in_order",
                        violation_error_message="終わりは、始まりと同じか、それより後にしてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("budget__isnull", True), ("budget__gte", 0), _connector="OR"),
                        name="call_budget_not_negative",
                        violation_error_message="0以上の数を入れてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("cutoff_percent__isnull", True),
                            models.Q(("cutoff_percent__gte", 0), ("cutoff_percent__lte", 100)),
                            _connector="OR",
                        ),
                        name="call_cutoff_is_percent",
                        violation_error_message="0から100までの数を入れてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposals_per_group__isnull", True),
                            models.Q(("proposals_per_group__gte", 1), ("proposals_per_group__lte", 20)),
                            _connector="OR",
                        ),
                        name="call_proposals_per_group",
                        violation_error_message="1から20までの数を入れてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "ended", "cancelled"]),
                            models.Q(("closes_at__isnull", False), ("opens_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="call_published_has_moments",
                        violation_error_message="公開するには、受付の始まりと締切が必要です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "decided"), _negated=True),
                            ("released_at__isnull", False),
                            _connector="OR",
                        ),
                        name="call_decided_is_released",
                        violation_error_message="結果の公表には、公表した日時が必要です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("rejected_shown__in", ["count", "number", "title"])),
                        name="call_rejected_shown_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("release_at__isnull", True), ("release_ordered_by__isnull", True)),
                            models.Q(("release_at__isnull", False), ("release_ordered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="call_release_ordered_by_somebody",
                        violation_error_message="結果を出す日時と、決めた人は、そろえて記録します。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CallNotice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="お知らせ")),
                ("changes", models.JSONField(default=list, verbose_name="変わったところ")),
                ("at", models.DateTimeField(verbose_name="いつ")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notices",
                        to="projects.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "募集の変更のお知らせ",
                "verbose_name_plural": "募集の変更のお知らせ",
                "ordering": ["-at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="CallQuestion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("text", models.TextField(max_length=1000, verbose_name="質問")),
                ("public_text", models.TextField(blank=True, max_length=1000, verbose_name="公開する質問")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="回答")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="回答した日時")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="projects.call",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "募集への質問",
                "verbose_name_plural": "募集への質問",
                "ordering": ["-answered_at", "-pk"],
                "indexes": [models.Index(fields=["call", "-answered_at"], name="callquestion_of_call")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="callquestion_answered_by_somebody",
                        violation_error_message="回答した人と日時は、そろえて記録します。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(
                                models.Q(("answer", ""), _negated=True),
                                models.Q(("public_text", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="callquestion_answer_given",
                        violation_error_message="公開する質問と回答を書いてください。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Category",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.SlugField(max_length=30, verbose_name="記号")),
                ("name", models.CharField(max_length=60, verbose_name="部門")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="説明")),
                ("max_years", models.PositiveSmallIntegerField(default=1, verbose_name="続けられる年数")),
                ("rates", models.JSONField(default=list, verbose_name="年ごとの負担率（％）")),
                ("limits", models.JSONField(default=list, verbose_name="年ごとの上限（円）")),
                (
                    "is_continuation",
                    models.BooleanField(default=False, verbose_name="実施中の事業を続ける部門"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="categories",
                        to="projects.call",
                    ),
                ),
            ],
            options={
                "verbose_name": "部門",
                "verbose_name_plural": "部門",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("call", "key"), name="category_once_a_call"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("max_years__isnull", True),
                            models.Q(("max_years__gte", 1), ("max_years__lte", 3)),
                            _connector="OR",
                        ),
                        name="category_years",
                        violation_error_message="1年から3年までにしてください。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCall",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "state_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="状態の更新日時"
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="募集の年度")),
                ("project_year", models.PositiveSmallIntegerField(verbose_name="実施の年度")),
                ("title", models.CharField(max_length=120, verbose_name="募集の名前")),
                ("summary", models.TextField(blank=True, max_length=1000, verbose_name="あらまし")),
                ("body", models.TextField(blank=True, max_length=5000, verbose_name="募集の内容")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="一覧に出す注記")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "作成中"),
                            ("published", "公開"),
                            ("screening", "審査中"),
                            ("decided", "結果公表"),
                            ("ended", "終了"),
                            ("cancelled", "中止"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状態",
                    ),
                ),
                ("opens_at", models.DateTimeField(blank=True, null=True, verbose_name="受付の始まり")),
                ("closes_at", models.DateTimeField(blank=True, null=True, verbose_name="締切")),
                ("budget", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="予算（円）")),
                (
                    "proposals_per_group",
                    models.PositiveSmallIntegerField(default=1, verbose_name="1団体が出せる数"),
                ),
                ("origins", models.JSONField(blank=True, default=list, verbose_name="提案の種類")),
                ("theme_kinds", models.JSONField(blank=True, default=list, verbose_name="テーマの種類")),
                ("conditions", models.JSONField(blank=True, default=list, verbose_name="応募の条件")),
                ("papers", models.JSONField(blank=True, default=list, verbose_name="求める書類")),
                ("sections", models.JSONField(blank=True, default=list, verbose_name="提案書の項目の変更")),
                ("schedule", models.JSONField(blank=True, default=list, verbose_name="日程")),
                (
                    "cutoff_percent",
                    models.PositiveSmallIntegerField(
                        blank=True, null=True, verbose_name="採択の目安（満点に対する％）"
                    ),
                ),
                (
                    "lowest_majority_rejects",
                    models.BooleanField(
                        default=False, verbose_name="過半数が最低点を付けた観点があれば採択しない"
                    ),
                ),
                (
                    "tie_rule",
                    models.CharField(
                        choices=[
                            ("heaviest", "いちばん重い観点の平均が高いほう"),
                            ("fewest_lowest", "1点を付けた委員が少ないほう"),
                            ("office", "審査委員会で話し合って決める"),
                        ],
                        default="heaviest",
                        max_length=15,
                        verbose_name="同点のとき",
                    ),
                ),
                ("needs_vote", models.BooleanField(default=True, verbose_name="予算の議決を待つ")),
                (
                    "presentation_minutes",
                    models.PositiveSmallIntegerField(default=10, verbose_name="発表の時間（分）"),
                ),
                (
                    "question_minutes",
                    models.PositiveSmallIntegerField(default=10, verbose_name="質疑の時間（分）"),
                ),
                (
                    "slots_open_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="発表の枠の受付開始"),
                ),
                (
                    "slots_close_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="発表の枠の受付終了"),
                ),
                ("release_at", models.DateTimeField(blank=True, null=True, verbose_name="結果を出す日時")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="結果を出した日時")),
                ("voted_on", models.DateField(blank=True, null=True, verbose_name="予算が議決された日")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "release_ordered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state_changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="状態を変えた人",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.programme",
                        verbose_name="制度",
                    ),
                ),
                (
                    "order_published_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="発表の順番を公開した日時"),
                ),
                (
                    "rejected_shown",
                    models.CharField(
                        choices=[
                            ("count", "件数だけ"),
                            ("number", "受付番号"),
                            ("title", "受付番号と事業名"),
                        ],
                        default="count",
                        max_length=10,
                        verbose_name="結果のページに出す不採択",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="公開した日時")),
            ],
            options={
                "verbose_name": "historical 募集",
                "verbose_name_plural": "historical 募集",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCallQuestion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("text", models.TextField(max_length=1000, verbose_name="質問")),
                ("public_text", models.TextField(blank=True, max_length=1000, verbose_name="公開する質問")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="回答")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="回答した日時")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.call",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.organization",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 募集への質問",
                "verbose_name_plural": "historical 募集への質問",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalCategory",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("key", models.SlugField(max_length=30, verbose_name="記号")),
                ("name", models.CharField(max_length=60, verbose_name="部門")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="説明")),
                ("max_years", models.PositiveSmallIntegerField(default=1, verbose_name="続けられる年数")),
                ("rates", models.JSONField(default=list, verbose_name="年ごとの負担率（％）")),
                ("limits", models.JSONField(default=list, verbose_name="年ごとの上限（円）")),
                (
                    "is_continuation",
                    models.BooleanField(default=False, verbose_name="実施中の事業を続ける部門"),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.call",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 部門",
                "verbose_name_plural": "historical 部門",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPanelMember",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("email", models.EmailField(max_length=254, verbose_name="メールアドレス")),
                ("name", models.CharField(max_length=60, verbose_name="氏名")),
                ("affiliation", models.CharField(blank=True, max_length=100, verbose_name="所属・肩書")),
                ("is_chair", models.BooleanField(default=False, verbose_name="委員長")),
                ("invited_at", models.DateTimeField(verbose_name="招待した日時")),
                ("expires_at", models.DateTimeField(verbose_name="招待の期限")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="引き受けた日時")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="終わった日時")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.call",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="断った日時")),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="終わった理由")),
                ("nudged_at", models.DateTimeField(blank=True, null=True, verbose_name="最後に催促した日時")),
            ],
            options={
                "verbose_name": "historical 審査委員",
                "verbose_name_plural": "historical 審査委員",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScreeningStage",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="段階")),
                ("name", models.CharField(max_length=40, verbose_name="名前")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="採点の期限")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="採点を締め切った日時"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.call",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reason",
                    models.TextField(blank=True, max_length=1000, verbose_name="締め切った・開き直した理由"),
                ),
            ],
            options={
                "verbose_name": "historical 審査の段階",
                "verbose_name_plural": "historical 審査の段階",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalTheme",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "state_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="状態の更新日時"
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="募集の年度")),
                ("title", models.CharField(max_length=120, verbose_name="テーマ")),
                ("problem", models.TextField(max_length=2000, verbose_name="いま困っていること")),
                (
                    "wanted",
                    models.TextField(blank=True, max_length=2000, verbose_name="団体といっしょにしたいこと"),
                ),
                ("city_offers", models.TextField(blank=True, max_length=1000, verbose_name="市ができること")),
                (
                    "budget",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="見こむ費用（円）"),
                ),
                ("is_city_proposal", models.BooleanField(default=False, verbose_name="行政提案にする")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "下書き"),
                            ("offered", "事務局へ提出"),
                            ("returned", "差戻し"),
                            ("published", "公開"),
                            ("dropped", "見送り"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状態",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.call",
                        verbose_name="募集",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.division",
                        verbose_name="課",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state_changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="状態を変えた人",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical テーマ",
                "verbose_name_plural": "historical テーマ",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PanelMember",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("email", models.EmailField(max_length=254, verbose_name="メールアドレス")),
                ("name", models.CharField(max_length=60, verbose_name="氏名")),
                ("affiliation", models.CharField(blank=True, max_length=100, verbose_name="所属・肩書")),
                ("is_chair", models.BooleanField(default=False, verbose_name="委員長")),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(verbose_name="招待した日時")),
                ("expires_at", models.DateTimeField(verbose_name="招待の期限")),
                ("accepted_at", models.DateTimeField(blank=True, null=True, verbose_name="引き受けた日時")),
                ("ended_at", models.DateTimeField(blank=True, null=True, verbose_name="終わった日時")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="panel", to="projects.call"
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="panels",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                ("declined_at", models.DateTimeField(blank=True, null=True, verbose_name="断った日時")),
                ("end_reason", models.CharField(blank=True, max_length=300, verbose_name="終わった理由")),
                ("nudged_at", models.DateTimeField(blank=True, null=True, verbose_name="最後に催促した日時")),
            ],
            options={
                "verbose_name": "審査委員",
                "verbose_name_plural": "審査委員",
                "ordering": ["-is_chair", "pk"],
                "indexes": [models.Index(fields=["user", "ended_at"], name="panelmember_of_user")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("call", "email"),
                        name="panelmember_once_a_call",
                        violation_error_message="このメールアドレスの方は、もう審査委員に入っています。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("accepted_at__isnull", True), ("user__isnull", True)),
                            models.Q(("accepted_at__isnull", False), ("user__isnull", False)),
                            _connector="OR",
                        ),
                        name="panelmember_accepted_by_somebody",
                        violation_error_message="引き受けた人と日時は、そろえて記録します。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("declined_at__isnull", True),
                            models.Q(("accepted_at__isnull", True), ("ended_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="panelmember_declined_is_over",
                        violation_error_message="断った招待は、引き受けられません。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleShare",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("item", models.CharField(max_length=100, verbose_name="項目")),
                ("group_part", models.CharField(blank=True, max_length=200, verbose_name="団体がすること")),
                ("city_part", models.CharField(blank=True, max_length=200, verbose_name="市がすること")),
                (
                    "responsible",
                    models.CharField(
                        blank=True,
                        choices=[("group", "団体"), ("city", "市"), ("both", "双方")],
                        max_length=10,
                        verbose_name="責任",
                    ),
                ),
                (
                    "payer",
                    models.CharField(
                        blank=True,
                        choices=[("group", "団体"), ("city", "市"), ("both", "双方")],
                        max_length=10,
                        verbose_name="費用",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                (
                    "project_year",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_shares",
                        to="projects.projectyear",
                    ),
                ),
            ],
            options={
                "verbose_name": "役割分担",
                "verbose_name_plural": "役割分担",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("responsible__in", ["group", "city", "both", ""])),
                        name="roleshare_responsible_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("payer__in", ["group", "city", "both", ""])),
                        name="roleshare_payer_known",
                        violation_error_message="選べない値です。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScreeningStage",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="段階")),
                ("name", models.CharField(max_length=40, verbose_name="名前")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="採点の期限")),
                (
                    "closed_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="採点を締め切った日時"),
                ),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="stages", to="projects.call"
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reason",
                    models.TextField(blank=True, max_length=1000, verbose_name="締め切った・開き直した理由"),
                ),
                (
                    "reminded_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="期限が近いと知らせた日時"
                    ),
                ),
            ],
            options={
                "verbose_name": "審査の段階",
                "verbose_name_plural": "審査の段階",
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("call", "number"), name="screeningstage_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("number__isnull", True),
                            models.Q(("number__gte", 1), ("number__lte", 2)),
                            _connector="OR",
                        ),
                        name="screeningstage_number",
                        violation_error_message="段階は1か2です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", True), ("closed_by__isnull", True)),
                            models.Q(("closed_at__isnull", False), ("closed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="screeningstage_closed_by_somebody",
                        violation_error_message="締め切った人と日時は、そろえて記録します。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=60, verbose_name="観点")),
                ("question", models.CharField(blank=True, max_length=300, verbose_name="問い")),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="重み")),
                ("points", models.JSONField(blank=True, default=dict, verbose_name="点の意味")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                ("version", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "replaced_by",
                    models.OneToOneField(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaces",
                        to="projects.criterion",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criteria",
                        to="projects.screeningstage",
                    ),
                ),
            ],
            options={
                "verbose_name": "審査の観点",
                "verbose_name_plural": "審査の観点",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("weight__isnull", True),
                            models.Q(("weight__gte", 1), ("weight__lte", 10)),
                            _connector="OR",
                        ),
                        name="criterion_weight",
                        violation_error_message="重みは1から10までにしてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaced_by__isnull", True),
                            models.Q(("replaced_by", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="criterion_not_replaced_by_itself",
                        violation_error_message="観点は、自分自身では置きかえられません。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalCriterion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("label", models.CharField(max_length=60, verbose_name="観点")),
                ("question", models.CharField(blank=True, max_length=300, verbose_name="問い")),
                ("weight", models.PositiveSmallIntegerField(default=1, verbose_name="重み")),
                ("points", models.JSONField(blank=True, default=dict, verbose_name="点の意味")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                ("version", models.PositiveSmallIntegerField(default=1, editable=False, verbose_name="版")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.criterion",
                    ),
                ),
                (
                    "stage",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.screeningstage",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 審査の観点",
                "verbose_name_plural": "historical 審査の観点",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Theme",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "state_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="状態の更新日時"
                    ),
                ),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="募集の年度")),
                ("title", models.CharField(max_length=120, verbose_name="テーマ")),
                ("problem", models.TextField(max_length=2000, verbose_name="いま困っていること")),
                (
                    "wanted",
                    models.TextField(blank=True, max_length=2000, verbose_name="団体といっしょにしたいこと"),
                ),
                ("city_offers", models.TextField(blank=True, max_length=1000, verbose_name="市ができること")),
                (
                    "budget",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="見こむ費用（円）"),
                ),
                ("is_city_proposal", models.BooleanField(default=False, verbose_name="行政提案にする")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "下書き"),
                            ("offered", "事務局へ提出"),
                            ("returned", "差戻し"),
                            ("published", "公開"),
                            ("dropped", "見送り"),
                        ],
                        default="draft",
                        max_length=12,
                        verbose_name="状態",
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="themes",
                        to="projects.call",
                        verbose_name="募集",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="themes",
                        to="organizations.division",
                        verbose_name="課",
                    ),
                ),
                (
                    "state_changed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="状態を変えた人",
                    ),
                ),
            ],
            options={
                "verbose_name": "テーマ",
                "verbose_name_plural": "テーマ",
                "ordering": ["-fiscal_year", "position", "pk"],
                "indexes": [
                    models.Index(fields=["call", "state", "position"], name="theme_of_call"),
                    models.Index(fields=["division", "-fiscal_year"], name="theme_of_division"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("state__in", ["draft", "offered", "returned", "published", "dropped"])
                        ),
                        name="theme_state_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "published"), _negated=True),
                            ("call__isnull", False),
                            _connector="OR",
                        ),
                        name="theme_published_in_a_call",
                        violation_error_message="公開するテーマには、募集を選んでください。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalProposal",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "state_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="状態の更新日時"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("citizen", "市民提案"), ("city", "行政提案")],
                        default="citizen",
                        max_length=10,
                        verbose_name="提案の種類",
                    ),
                ),
                (
                    "theme_kind",
                    models.CharField(
                        choices=[("free", "自由テーマ型"), ("set", "テーマ設定型")],
                        default="free",
                        max_length=10,
                        verbose_name="テーマの種類",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("online", "このポータルで提出"), ("record", "過去の記録")],
                        default="online",
                        max_length=10,
                        verbose_name="記録の元",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=150, verbose_name="事業名")),
                ("years", models.PositiveSmallIntegerField(default=1, verbose_name="予定の年数")),
                ("year_number", models.PositiveSmallIntegerField(default=1, verbose_name="何年目か")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "下書き"),
                            ("submitted", "提出"),
                            ("checking", "要件確認"),
                            ("returned", "差戻し"),
                            ("screening", "審査"),
                            ("adopted", "採択"),
                            ("reserve", "補欠"),
                            ("rejected", "不採択"),
                            ("awaiting_vote", "議決待ち"),
                            ("confirmed", "確定"),
                            ("withdrawn", "取下げ"),
                        ],
                        default="draft",
                        max_length=15,
                        verbose_name="状態",
                    ),
                ),
                ("stage_number", models.PositiveSmallIntegerField(default=1, verbose_name="審査の段階")),
                (
                    "requested",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="市に求める額（円）"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提出した日時")),
                (
                    "open_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="この提案だけの締切"),
                ),
                (
                    "conditions_checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="応募の条件を確かめた日時"),
                ),
                (
                    "conditions_met",
                    models.BooleanField(blank=True, null=True, verbose_name="応募の条件を満たす"),
                ),
                (
                    "conditions_note",
                    models.TextField(blank=True, max_length=1000, verbose_name="確かめたこと"),
                ),
                (
                    "is_continued",
                    models.BooleanField(blank=True, null=True, verbose_name="いまも続く（記録）"),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.call",
                        verbose_name="募集",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.category",
                        verbose_name="部門",
                    ),
                ),
                (
                    "conditions_checked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.project",
                        verbose_name="続ける事業",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.division",
                        verbose_name="関係する課",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.organization",
                        verbose_name="団体",
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.projectyear",
                        verbose_name="この提案からできた年度実績",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state_changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="状態を変えた人",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.theme",
                        verbose_name="テーマ",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 提案",
                "verbose_name_plural": "historical 提案",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Proposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "state_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="状態の更新日時"
                    ),
                ),
                (
                    "origin",
                    models.CharField(
                        choices=[("citizen", "市民提案"), ("city", "行政提案")],
                        default="citizen",
                        max_length=10,
                        verbose_name="提案の種類",
                    ),
                ),
                (
                    "theme_kind",
                    models.CharField(
                        choices=[("free", "自由テーマ型"), ("set", "テーマ設定型")],
                        default="free",
                        max_length=10,
                        verbose_name="テーマの種類",
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("online", "このポータルで提出"), ("record", "過去の記録")],
                        default="online",
                        max_length=10,
                        verbose_name="記録の元",
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=150, verbose_name="事業名")),
                ("years", models.PositiveSmallIntegerField(default=1, verbose_name="予定の年数")),
                ("year_number", models.PositiveSmallIntegerField(default=1, verbose_name="何年目か")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("draft", "下書き"),
                            ("submitted", "提出"),
                            ("checking", "要件確認"),
                            ("returned", "差戻し"),
                            ("screening", "審査"),
                            ("adopted", "採択"),
                            ("reserve", "補欠"),
                            ("rejected", "不採択"),
                            ("awaiting_vote", "議決待ち"),
                            ("confirmed", "確定"),
                            ("withdrawn", "取下げ"),
                        ],
                        default="draft",
                        max_length=15,
                        verbose_name="状態",
                    ),
                ),
                ("stage_number", models.PositiveSmallIntegerField(default=1, verbose_name="審査の段階")),
                (
                    "requested",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="市に求める額（円）"),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="提出した日時")),
                (
                    "open_until",
                    models.DateTimeField(blank=True, null=True, verbose_name="この提案だけの締切"),
                ),
                (
                    "conditions_checked_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="応募の条件を確かめた日時"),
                ),
                (
                    "conditions_met",
                    models.BooleanField(blank=True, null=True, verbose_name="応募の条件を満たす"),
                ),
                (
                    "conditions_note",
                    models.TextField(blank=True, max_length=1000, verbose_name="確かめたこと"),
                ),
                (
                    "is_continued",
                    models.BooleanField(blank=True, null=True, verbose_name="いまも続く（記録）"),
                ),
                ("search_key", models.TextField(blank=True, default="", editable=False)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="projects.call",
                        verbose_name="募集",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="projects.category",
                        verbose_name="部門",
                    ),
                ),
                (
                    "conditions_checked_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "continues",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="continuations",
                        to="projects.project",
                        verbose_name="続ける事業",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="organizations.division",
                        verbose_name="関係する課",
                    ),
                ),
                (
                    "organization",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="organizations.organization",
                        verbose_name="団体",
                    ),
                ),
                (
                    "project",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposal",
                        to="projects.projectyear",
                        verbose_name="この提案からできた年度実績",
                    ),
                ),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state_changed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="状態を変えた人",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="proposals",
                        to="projects.theme",
                        verbose_name="テーマ",
                    ),
                ),
            ],
            options={
                "verbose_name": "提案",
                "verbose_name_plural": "提案",
                "ordering": ["-pk"],
                "indexes": [
                    models.Index(fields=["call", "state", "-submitted_at", "-id"], name="proposal_of_call"),
                    models.Index(fields=["call", "-submitted_at", "-id"], name="proposal_newest_of_call"),
                    models.Index(fields=["organization", "-id"], name="proposal_of_group"),
                    models.Index(fields=["division", "state", "-id"], name="proposal_of_division"),
                    models.Index(fields=["state", "-submitted_at"], name="proposal_by_state"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "state__in",
                                [
                                    "draft",
                                    "submitted",
                                    "checking",
                                    "returned",
                                    "screening",
                                    "adopted",
                                    "reserve",
                                    "rejected",
                                    "awaiting_vote",
                                    "confirmed",
                                    "withdrawn",
                                ],
                            )
                        ),
                        name="proposal_state_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("origin__in", ["citizen", "city"])),
                        name="proposal_origin_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("source__in", ["online", "record"])),
                        name="proposal_source_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("theme_kind__in", ["free", "set"])),
                        name="proposal_theme_kind_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("years__isnull", True),
                            models.Q(("years__gte", 1), ("years__lte", 3)),
                            _connector="OR",
                        ),
                        name="proposal_years",
                        violation_error_message="1年から3年までにしてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("year_number__isnull", True),
                            models.Q(("year_number__gte", 1), ("year_number__lte", 3)),
                            _connector="OR",
                        ),
                        name="proposal_year_number",
                        violation_error_message="1年目から3年目までにしてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("stage_number__isnull", True),
                            models.Q(("stage_number__gte", 1), ("stage_number__lte", 2)),
                            _connector="OR",
                        ),
                        name="proposal_stage_number",
                        violation_error_message="段階は1か2です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("submitted_at__isnull", True), ("submitted_by__isnull", True)),
                            models.Q(("submitted_at__isnull", False), ("submitted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="proposal_submitted_by_somebody",
                        violation_error_message="提出した人と日時は、そろえて記録します。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("conditions_checked_at__isnull", True),
                                ("conditions_checked_by__isnull", True),
                            ),
                            models.Q(
                                ("conditions_checked_at__isnull", False),
                                ("conditions_checked_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="proposal_conditions_checked_by_somebody",
                        violation_error_message="確かめた人と日時は、そろえて記録します。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source", "record"),
                            models.Q(("category__isnull", False), ("organization__isnull", False)),
                            _connector="OR",
                        ),
                        name="proposal_has_a_group",
                        violation_error_message="団体と部門が必要です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source", "record"),
                            ("state__in", ["draft", "withdrawn"]),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="proposal_handed_in_has_time",
                        violation_error_message="提出した提案には、提出の日時が必要です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("source", "record"),
                            models.Q(("state", "confirmed"), _negated=True),
                            ("project__isnull", False),
                            _connector="OR",
                        ),
                        name="proposal_confirmed_has_project",
                        violation_error_message="確定した提案には、事業の記録が必要です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("theme__isnull", True), ("theme_kind", "set"), _connector="OR"),
                        name="proposal_theme_fits_kind",
                        violation_error_message="テーマを選んだ提案は、テーマ設定型です。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Assignment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "assigned_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="割り当てた日時"),
                ),
                (
                    "declared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="利害関係を申告した日時"),
                ),
                ("has_conflict", models.BooleanField(default=False, verbose_name="利害関係がある")),
                (
                    "conflict_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("member", "団体の役員・会員である（あった）"),
                            ("family", "家族や近しい人が団体にいる"),
                            ("money", "団体と金銭の関係がある"),
                            ("advice", "企画に助言した"),
                            ("other", "その他"),
                        ],
                        max_length=10,
                        verbose_name="利害関係",
                    ),
                ),
                (
                    "conflict_note",
                    models.CharField(blank=True, max_length=300, verbose_name="利害関係の説明"),
                ),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="全体について")),
                (
                    "outlook",
                    models.CharField(
                        blank=True,
                        choices=[("for", "推す"), ("neutral", "どちらともいえない"), ("against", "推さない")],
                        max_length=10,
                        verbose_name="総合",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "finished_stage",
                    models.PositiveSmallIntegerField(default=0, verbose_name="採点を終えた段階"),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="採点を終えた日時")),
                (
                    "assigned_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conflict_set_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="projects.panelmember",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assignments",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "審査の割当て",
                "verbose_name_plural": "審査の割当て",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["member", "proposal"], name="assignment_of_member")],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "member"), name="assignment_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("conflict_cause__in", ["member", "family", "money", "advice", "other", ""])
                        ),
                        name="assignment_cause_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("outlook__in", ["for", "neutral", "against", ""])),
                        name="assignment_outlook_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("conflict_set_by__isnull", True), ("declared_at__isnull", True)),
                            models.Q(("conflict_set_by__isnull", False), ("declared_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="assignment_declared_by_somebody",
                        violation_error_message="申告した人と日時は、そろえて記録します。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("has_conflict", False),
                            models.Q(
                                ("declared_at__isnull", False),
                                models.Q(("conflict_cause", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="assignment_conflict_has_cause",
                        violation_error_message="利害関係の種類を選んでください。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("paper", models.SlugField(default="other", max_length=40, verbose_name="書類")),
                ("file", models.FileField(upload_to="attachments/%Y/%m")),
                ("name", models.CharField(max_length=200, verbose_name="ファイル名")),
                ("content_type", models.CharField(max_length=100, verbose_name="種類")),
                ("size", models.PositiveBigIntegerField(verbose_name="大きさ（バイト）")),
                ("sha256", models.CharField(max_length=64)),
                ("added_at", models.DateTimeField(auto_now_add=True, verbose_name="付けた日時")),
                ("removed_at", models.DateTimeField(blank=True, null=True, verbose_name="外した日時")),
                (
                    "added_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attachments",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "添付",
                "verbose_name_plural": "添付",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["proposal", "paper"], name="attachment_of_proposal")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("removed_at__isnull", True), ("removed_by__isnull", True)),
                            models.Q(("removed_at__isnull", False), ("removed_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="attachment_removed_by_somebody",
                        violation_error_message="外した人と日時は、そろえて記録します。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("name", ""), _negated=True),
                        name="attachment_has_name",
                        violation_error_message="ファイル名が必要です。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "state_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="状態の更新日時"
                    ),
                ),
                ("wish", models.TextField(max_length=1000, verbose_name="相談したいこと")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("counter", "窓口"),
                            ("phone", "電話"),
                            ("online", "オンライン"),
                            ("writing", "書面・メール"),
                        ],
                        default="counter",
                        max_length=10,
                        verbose_name="方法",
                    ),
                ),
                ("wished_times", models.CharField(blank=True, max_length=200, verbose_name="都合のよい日時")),
                ("meets_at", models.DateTimeField(blank=True, null=True, verbose_name="相談の日時")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="場所")),
                ("outcome", models.TextField(blank=True, max_length=2000, verbose_name="相談の結果")),
                ("office_note", models.TextField(blank=True, max_length=2000, verbose_name="事務局のひかえ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "申込み"),
                            ("arranged", "日時が決まりました"),
                            ("held", "相談済み"),
                            ("dropped", "取りやめ"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.division",
                        verbose_name="いっしょに聞く課",
                    ),
                ),
                (
                    "state_changed_by",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="状態を変えた人",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="consultations",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "事前相談",
                "verbose_name_plural": "事前相談",
                "ordering": ["-pk"],
                "indexes": [models.Index(fields=["state", "meets_at"], name="consultation_open")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["asked", "arranged", "held", "dropped"])),
                        name="consultation_state_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("way__in", ["counter", "phone", "online", "writing"])),
                        name="consultation_way_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ("asked", "arranged"))),
                        fields=("proposal",),
                        name="consultation_one_open",
                        violation_error_message="この提案の事前相談は、もう申し込まれています。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "arranged"), _negated=True),
                            ("meets_at__isnull", False),
                            ("way", "writing"),
                            _connector="OR",
                        ),
                        name="consultation_arranged_has_moment",
                        violation_error_message="相談の日時を決めてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "held"), _negated=True),
                            models.Q(("outcome", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="consultation_held_has_outcome",
                        violation_error_message="相談の結果を書いてください。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("adopted", "採択"), ("reserve", "補欠"), ("rejected", "不採択")],
                        max_length=10,
                        verbose_name="決定",
                    ),
                ),
                (
                    "reserve_rank",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="補欠の順位"),
                ),
                (
                    "granted",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="市の負担額（円）"),
                ),
                ("reason", models.TextField(max_length=1000, verbose_name="理由")),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="講評")),
                ("entered_at", models.DateTimeField(verbose_name="入力した日時")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="確かめた日時")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="公表した日時")),
                ("letter", models.FileField(blank=True, upload_to="decisions/%Y/%m", verbose_name="通知書")),
                (
                    "entered_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decision",
                        to="projects.proposal",
                    ),
                ),
                ("voted_on", models.DateField(blank=True, null=True, verbose_name="予算が議決された日")),
            ],
            options={
                "verbose_name": "決定",
                "verbose_name_plural": "決定",
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["adopted", "reserve", "rejected"])),
                        name="decision_verdict_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("granted__isnull", True), ("granted__gte", 0), _connector="OR"),
                        name="decision_granted_not_negative",
                        violation_error_message="0以上の数を入れてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("read_at__isnull", True), ("read_by__isnull", True)),
                            models.Q(("read_at__isnull", False), ("read_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="decision_read_by_somebody",
                        violation_error_message="確かめた人と日時は、そろえて記録します。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("read_by__isnull", True),
                            models.Q(("read_by", models.F("entered_by")), _negated=True),
                            _connector="OR",
                        ),
                        name="decision_read_by_a_second_person",
                        violation_error_message="入力した人とは別の人が確かめてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("released_at__isnull", True), ("read_at__isnull", False), _connector="OR"
                        ),
                        name="decision_released_was_read",
                        violation_error_message="公表の前に、別の人が確かめてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="decision_has_reason",
                        violation_error_message="理由を書いてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("reserve_rank__isnull", False), ("verdict", "reserve")),
                            models.Q(
                                models.Q(("verdict", "reserve"), _negated=True),
                                ("reserve_rank__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="decision_rank_of_reserve",
                        violation_error_message="補欠には順位が必要です。ほかの決定には付けられません。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DivisionOpinion",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                ("request", models.TextField(blank=True, max_length=1000, verbose_name="聞きたいこと")),
                ("due_on", models.DateField(verbose_name="期限")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "協働できる"),
                            ("conditional", "条件つきで協働できる"),
                            ("no", "協働はむずかしい"),
                        ],
                        max_length=12,
                        verbose_name="協働について",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="意見")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答えた日時")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="organizations.division",
                        verbose_name="課",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="opinions",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "課の意見",
                "verbose_name_plural": "課の意見",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(
                        fields=["division", "answered_at", "due_on"], name="divisionopinion_waiting"
                    ),
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True)),
                        fields=["due_on"],
                        name="divisionopinion_due",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "division"),
                        name="divisionopinion_once",
                        violation_error_message="この課には、もう意見を求めています。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["yes", "conditional", "no", ""])),
                        name="divisionopinion_answer_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="divisionopinion_answered_by_somebody",
                        violation_error_message="答えた人と日時は、そろえて記録します。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True),
                            models.Q(("answer", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="divisionopinion_answer_given",
                        violation_error_message="協働について選んでください。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAssignment",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "assigned_at",
                    models.DateTimeField(default=django.utils.timezone.now, verbose_name="割り当てた日時"),
                ),
                (
                    "declared_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="利害関係を申告した日時"),
                ),
                ("has_conflict", models.BooleanField(default=False, verbose_name="利害関係がある")),
                (
                    "conflict_cause",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("member", "団体の役員・会員である（あった）"),
                            ("family", "家族や近しい人が団体にいる"),
                            ("money", "団体と金銭の関係がある"),
                            ("advice", "企画に助言した"),
                            ("other", "その他"),
                        ],
                        max_length=10,
                        verbose_name="利害関係",
                    ),
                ),
                (
                    "conflict_note",
                    models.CharField(blank=True, max_length=300, verbose_name="利害関係の説明"),
                ),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="全体について")),
                (
                    "outlook",
                    models.CharField(
                        blank=True,
                        choices=[("for", "推す"), ("neutral", "どちらともいえない"), ("against", "推さない")],
                        max_length=10,
                        verbose_name="総合",
                    ),
                ),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "finished_stage",
                    models.PositiveSmallIntegerField(default=0, verbose_name="採点を終えた段階"),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True, verbose_name="採点を終えた日時")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "assigned_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conflict_set_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "member",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.panelmember",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 審査の割当て",
                "verbose_name_plural": "historical 審査の割当て",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalConsultation",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "state_changed_at",
                    models.DateTimeField(
                        blank=True, editable=False, null=True, verbose_name="状態の更新日時"
                    ),
                ),
                ("wish", models.TextField(max_length=1000, verbose_name="相談したいこと")),
                (
                    "way",
                    models.CharField(
                        choices=[
                            ("counter", "窓口"),
                            ("phone", "電話"),
                            ("online", "オンライン"),
                            ("writing", "書面・メール"),
                        ],
                        default="counter",
                        max_length=10,
                        verbose_name="方法",
                    ),
                ),
                ("wished_times", models.CharField(blank=True, max_length=200, verbose_name="都合のよい日時")),
                ("meets_at", models.DateTimeField(blank=True, null=True, verbose_name="相談の日時")),
                ("place", models.CharField(blank=True, max_length=120, verbose_name="場所")),
                ("outcome", models.TextField(blank=True, max_length=2000, verbose_name="相談の結果")),
                ("office_note", models.TextField(blank=True, max_length=2000, verbose_name="事務局のひかえ")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("asked", "申込み"),
                            ("arranged", "日時が決まりました"),
                            ("held", "相談済み"),
                            ("dropped", "取りやめ"),
                        ],
                        default="asked",
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.division",
                        verbose_name="いっしょに聞く課",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "state_changed_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="状態を変えた人",
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 事前相談",
                "verbose_name_plural": "historical 事前相談",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDecision",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                (
                    "verdict",
                    models.CharField(
                        choices=[("adopted", "採択"), ("reserve", "補欠"), ("rejected", "不採択")],
                        max_length=10,
                        verbose_name="決定",
                    ),
                ),
                (
                    "reserve_rank",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="補欠の順位"),
                ),
                (
                    "granted",
                    models.PositiveBigIntegerField(blank=True, null=True, verbose_name="市の負担額（円）"),
                ),
                ("reason", models.TextField(max_length=1000, verbose_name="理由")),
                ("comment", models.TextField(blank=True, max_length=2000, verbose_name="講評")),
                ("entered_at", models.DateTimeField(verbose_name="入力した日時")),
                ("read_at", models.DateTimeField(blank=True, null=True, verbose_name="確かめた日時")),
                ("released_at", models.DateTimeField(blank=True, null=True, verbose_name="公表した日時")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "entered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "read_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.proposal",
                    ),
                ),
                ("voted_on", models.DateField(blank=True, null=True, verbose_name="予算が議決された日")),
            ],
            options={
                "verbose_name": "historical 決定",
                "verbose_name_plural": "historical 決定",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalDivisionOpinion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                ("request", models.TextField(blank=True, max_length=1000, verbose_name="聞きたいこと")),
                ("due_on", models.DateField(verbose_name="期限")),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("yes", "協働できる"),
                            ("conditional", "条件つきで協働できる"),
                            ("no", "協働はむずかしい"),
                        ],
                        max_length=12,
                        verbose_name="協働について",
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=2000, verbose_name="意見")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答えた日時")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "asked_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.division",
                        verbose_name="課",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 課の意見",
                "verbose_name_plural": "historical 課の意見",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalPresentationSlot",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("starts_at", models.DateTimeField(verbose_name="始まり")),
                ("ends_at", models.DateTimeField(verbose_name="終わり")),
                (
                    "place_kind",
                    models.CharField(
                        choices=[
                            ("in_person", "会場"),
                            ("online", "オンライン"),
                            ("either", "会場またはオンライン"),
                        ],
                        default="in_person",
                        max_length=10,
                        verbose_name="方法",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="会場・接続先")),
                ("wants_online", models.BooleanField(default=False, verbose_name="オンラインで発表する")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="選んだ日時")),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "call",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.call",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.proposal",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 発表の枠",
                "verbose_name_plural": "historical 発表の枠",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalScore",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("value", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="点")),
                ("comment", models.TextField(blank=True, max_length=1000, verbose_name="コメント")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                ("updated_at", models.DateTimeField(blank=True, editable=False)),
                ("history_id", models.AutoField(primary_key=True, serialize=False)),
                ("history_date", models.DateTimeField(db_index=True)),
                ("history_change_reason", models.CharField(max_length=100, null=True)),
                (
                    "history_type",
                    models.CharField(
                        choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                    ),
                ),
                (
                    "assignment",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.assignment",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.criterion",
                    ),
                ),
                (
                    "history_user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 採点",
                "verbose_name_plural": "historical 採点",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="PresentationSlot",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(auto_now=True, verbose_name="更新日時")),
                ("starts_at", models.DateTimeField(verbose_name="始まり")),
                ("ends_at", models.DateTimeField(verbose_name="終わり")),
                (
                    "place_kind",
                    models.CharField(
                        choices=[
                            ("in_person", "会場"),
                            ("online", "オンライン"),
                            ("either", "会場またはオンライン"),
                        ],
                        default="in_person",
                        max_length=10,
                        verbose_name="方法",
                    ),
                ),
                ("place", models.CharField(blank=True, max_length=200, verbose_name="会場・接続先")),
                ("wants_online", models.BooleanField(default=False, verbose_name="オンラインで発表する")),
                ("taken_at", models.DateTimeField(blank=True, null=True, verbose_name="選んだ日時")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="slots", to="projects.call"
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="slot",
                        to="projects.proposal",
                    ),
                ),
            ],
            options={
                "verbose_name": "発表の枠",
                "verbose_name_plural": "発表の枠",
                "ordering": ["starts_at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("place_kind__in", ["in_person", "online", "either"])),
                        name="presentationslot_place_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_at__isnull", True),
                            ("ends_at__isnull", True),
                            ("starts_at__lte", models.F("ends_at")),
                            _connector="OR",
                        ),
                        name="presentationslot_in_order",
                        violation_error_message="終わりは、始まりと同じか、それより後にしてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("taken_at__isnull", True), ("taken_by__isnull", True)),
                            models.Q(("taken_at__isnull", False), ("taken_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="presentationslot_taken_by_somebody",
                        violation_error_message="選んだ人と日時は、そろえて記録します。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("proposal__isnull", True), ("taken_at__isnull", False), _connector="OR"
                        ),
                        name="presentationslot_taken_has_time",
                        violation_error_message="枠を選んだ日時が必要です。",
                    ),
                    models.UniqueConstraint(
                        fields=("call", "starts_at", "place"),
                        name="presentationslot_once",
                        violation_error_message="同じ時間・同じ場所の枠があります。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalAnswer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.CharField(max_length=80)),
                ("value", models.TextField(blank=True)),
                ("version", models.PositiveIntegerField(default=1)),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="projects.proposal",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "提案の記入",
                "verbose_name_plural": "提案の記入",
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "key"), name="proposalanswer_once_a_field"),
                    models.CheckConstraint(
                        condition=models.Q(("key", ""), _negated=True),
                        name="proposalanswer_has_key",
                        violation_error_message="項目の名前が必要です。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalRevision",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="版")),
                ("receipt_number", models.CharField(max_length=30, unique=True, verbose_name="受付番号")),
                ("submission_key", models.UUIDField(unique=True)),
                ("content", models.JSONField()),
                ("digest", models.CharField(max_length=64, verbose_name="内容のsha256")),
                ("submitted_at", models.DateTimeField(verbose_name="提出した日時")),
                ("pdf", models.FileField(blank=True, upload_to="proposals/%Y/%m")),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="revisions",
                        to="projects.proposal",
                    ),
                ),
                (
                    "submitted_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "提案の版",
                "verbose_name_plural": "提案の版",
                "ordering": ["-number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("proposal", "number"), name="proposalrevision_number_once"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposalRemark",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("return", "差戻しの指摘"), ("question", "照会")],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                ("field", models.CharField(blank=True, max_length=80, verbose_name="項目")),
                ("text", models.TextField(max_length=1000, verbose_name="事務局から")),
                ("due_at", models.DateTimeField(blank=True, null=True, verbose_name="期限")),
                ("made_at", models.DateTimeField(auto_now_add=True, verbose_name="書いた日時")),
                ("answer", models.TextField(blank=True, max_length=2000, verbose_name="団体から")),
                ("answered_at", models.DateTimeField(blank=True, null=True, verbose_name="答えた日時")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="済んだ日時")),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="remarks",
                        to="projects.proposal",
                    ),
                ),
                (
                    "revision",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="remarks",
                        to="projects.proposalrevision",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "提案への指摘",
                "verbose_name_plural": "提案への指摘",
                "ordering": ["pk"],
                "indexes": [
                    models.Index(fields=["proposal", "settled_at"], name="proposalremark_open"),
                    models.Index(
                        condition=models.Q(("settled_at__isnull", True)),
                        fields=["due_at"],
                        name="proposalremark_waiting",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["return", "question"])),
                        name="proposalremark_kind_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("text", ""), _negated=True),
                        name="proposalremark_says_why",
                        violation_error_message="内容を書いてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("answered_by__isnull", True)),
                            models.Q(("answered_at__isnull", False), ("answered_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="proposalremark_answered_by_somebody",
                        violation_error_message="答えた人と日時は、そろえて記録します。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("value", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="点")),
                ("comment", models.TextField(blank=True, max_length=1000, verbose_name="コメント")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "assignment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="scores",
                        to="projects.assignment",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="scores",
                        to="projects.criterion",
                    ),
                ),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "採点",
                "verbose_name_plural": "採点",
                "constraints": [
                    models.UniqueConstraint(fields=("assignment", "criterion"), name="score_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("value__isnull", True),
                            models.Q(("value__gte", 1), ("value__lte", 5)),
                            _connector="OR",
                        ),
                        name="score_within_scale",
                        violation_error_message="1から5までの点を選んでください。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WriterPresence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("section", models.CharField(max_length=40)),
                ("seen_at", models.DateTimeField()),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="writers",
                        to="projects.proposal",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "書いている人",
                "verbose_name_plural": "書いている人",
                "constraints": [
                    models.UniqueConstraint(fields=("proposal", "user"), name="writerpresence_once")
                ],
            },
        ),
    ]
