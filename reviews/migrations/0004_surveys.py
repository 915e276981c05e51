import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("organizations", "0003_ngram_index"),
        ("organizations", "__first__"),
        ("projects", "0006_calls_and_proposals"),
        ("reviews", "0003_sheets_in_hand"),
    ]

    operations = [
        migrations.CreateModel(
            name="HistoricalWorkItem",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("name", models.CharField(max_length=150, verbose_name="業務")),
                ("content", models.TextField(blank=True, max_length=1000, verbose_name="内容")),
                (
                    "fitness",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "できる"), ("conditional", "条件つきでできる"), ("no", "できない")],
                        max_length=12,
                        verbose_name="協働",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由・条件")),
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
                    "division",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="organizations.division",
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
                    "theme",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="projects.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 業務の洗い出し",
                "verbose_name_plural": "historical 業務の洗い出し",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Survey",
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
                ("code", models.SlugField(max_length=40, unique=True, verbose_name="記号")),
                ("title", models.CharField(max_length=120, verbose_name="調査の名前")),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="対象の年度")),
                (
                    "audience",
                    models.CharField(
                        choices=[("divisions", "庁内の課"), ("groups", "登録団体")],
                        default="divisions",
                        max_length=10,
                        verbose_name="回答者",
                    ),
                ),
                ("template", models.SlugField(blank=True, max_length=40, verbose_name="もとにした調査票")),
                ("introduction", models.TextField(blank=True, max_length=2000, verbose_name="はじめに")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="回答の期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "作成"),
                            ("open", "回答受付"),
                            ("closed", "締切"),
                            ("published", "公表"),
                        ],
                        default="preparing",
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("small_n", models.PositiveSmallIntegerField(default=30, verbose_name="注を付けるn")),
                ("hide_below", models.PositiveSmallIntegerField(default=0, verbose_name="公表で伏せる数")),
                (
                    "counts_projects_once",
                    models.BooleanField(default=False, verbose_name="事業を1件と数える"),
                ),
                (
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="next_waves",
                        to="reviews.survey",
                        verbose_name="前回の調査",
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
                    "reminded_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="最後に催促した日"),
                ),
            ],
            options={
                "verbose_name": "実態調査",
                "verbose_name_plural": "実態調査",
                "ordering": ["-fiscal_year", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["preparing", "open", "closed", "published"])),
                        name="survey_state_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("audience__in", ["divisions", "groups"])),
                        name="survey_audience_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("hide_below__isnull", True),
                            models.Q(("hide_below__gte", 0), ("hide_below__lte", 50)),
                            _connector="OR",
                        ),
                        name="survey_hide_below",
                        violation_error_message="0から50までの数を入れてください。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state", "open"), _negated=True),
                            ("due_on__isnull", False),
                            _connector="OR",
                        ),
                        name="survey_open_has_due_date",
                        violation_error_message="受付を始めるには、回答の期限が必要です。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalSurvey",
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
                ("code", models.SlugField(max_length=40, verbose_name="記号")),
                ("title", models.CharField(max_length=120, verbose_name="調査の名前")),
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="対象の年度")),
                (
                    "audience",
                    models.CharField(
                        choices=[("divisions", "庁内の課"), ("groups", "登録団体")],
                        default="divisions",
                        max_length=10,
                        verbose_name="回答者",
                    ),
                ),
                ("template", models.SlugField(blank=True, max_length=40, verbose_name="もとにした調査票")),
                ("introduction", models.TextField(blank=True, max_length=2000, verbose_name="はじめに")),
                ("due_on", models.DateField(blank=True, null=True, verbose_name="回答の期限")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("preparing", "作成"),
                            ("open", "回答受付"),
                            ("closed", "締切"),
                            ("published", "公表"),
                        ],
                        default="preparing",
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("small_n", models.PositiveSmallIntegerField(default=30, verbose_name="注を付けるn")),
                ("hide_below", models.PositiveSmallIntegerField(default=0, verbose_name="公表で伏せる数")),
                (
                    "counts_projects_once",
                    models.BooleanField(default=False, verbose_name="事業を1件と数える"),
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
                    "previous",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.survey",
                        verbose_name="前回の調査",
                    ),
                ),
                (
                    "reminded_on",
                    models.DateField(blank=True, editable=False, null=True, verbose_name="最後に催促した日"),
                ),
            ],
            options={
                "verbose_name": "historical 実態調査",
                "verbose_name_plural": "historical 実態調査",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="HistoricalSurveyReport",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("created_at", models.DateTimeField(blank=True, editable=False, verbose_name="登録日時")),
                ("updated_at", models.DateTimeField(blank=True, editable=False, verbose_name="更新日時")),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                ("title", models.CharField(max_length=150, verbose_name="題名")),
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
                    "survey",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 調査の報告書",
                "verbose_name_plural": "historical 調査の報告書",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Question",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.CharField(max_length=30, verbose_name="記号")),
                ("section", models.CharField(blank=True, max_length=60, verbose_name="ページ")),
                (
                    "unit",
                    models.CharField(
                        choices=[("partner", "協働の相手ごと"), ("respondent", "回答者ごと")],
                        default="respondent",
                        max_length=10,
                        verbose_name="何について",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "一つ選ぶ"),
                            ("multiple", "いくつでも選ぶ"),
                            ("scale", "段階"),
                            ("number", "数"),
                            ("text", "文章"),
                            ("table", "表"),
                        ],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="設問")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="説明")),
                ("unit_label", models.CharField(blank=True, max_length=20, verbose_name="単位")),
                ("columns", models.JSONField(blank=True, default=list, verbose_name="表の列")),
                ("is_required", models.BooleanField(default=False, verbose_name="必須")),
                ("rules", models.JSONField(blank=True, default=list, verbose_name="だれに聞くか")),
                ("source", models.SlugField(blank=True, max_length=40, verbose_name="分かっていること")),
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
                        to="reviews.question",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="questions",
                        to="reviews.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "設問",
                "verbose_name_plural": "設問",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("survey", "code", "version"), name="question_once_a_version"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["single", "multiple", "scale", "number", "text", "table"])
                        ),
                        name="question_kind_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("unit__in", ["partner", "respondent"])),
                        name="question_unit_known",
                        violation_error_message="選べない値です。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Choice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("code", models.SlugField(max_length=30, verbose_name="記号")),
                ("label", models.CharField(max_length=120, verbose_name="選択肢")),
                ("is_other", models.BooleanField(default=False, verbose_name="ことばを書く")),
                ("is_exclusive", models.BooleanField(default=False, verbose_name="ほかと一緒に選べない")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="choices",
                        to="reviews.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "選択肢",
                "verbose_name_plural": "選択肢",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("question", "code"), name="choice_code_once"),
                    models.UniqueConstraint(fields=("question", "label"), name="choice_label_once"),
                    models.CheckConstraint(
                        condition=models.Q(("code__contains", ","), _negated=True),
                        name="choice_code_without_comma",
                        violation_error_message="記号に , は使えません。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalQuestion",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("code", models.CharField(max_length=30, verbose_name="記号")),
                ("section", models.CharField(blank=True, max_length=60, verbose_name="ページ")),
                (
                    "unit",
                    models.CharField(
                        choices=[("partner", "協働の相手ごと"), ("respondent", "回答者ごと")],
                        default="respondent",
                        max_length=10,
                        verbose_name="何について",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("single", "一つ選ぶ"),
                            ("multiple", "いくつでも選ぶ"),
                            ("scale", "段階"),
                            ("number", "数"),
                            ("text", "文章"),
                            ("table", "表"),
                        ],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                ("text", models.CharField(max_length=300, verbose_name="設問")),
                ("note", models.CharField(blank=True, max_length=300, verbose_name="説明")),
                ("unit_label", models.CharField(blank=True, max_length=20, verbose_name="単位")),
                ("columns", models.JSONField(blank=True, default=list, verbose_name="表の列")),
                ("is_required", models.BooleanField(default=False, verbose_name="必須")),
                ("rules", models.JSONField(blank=True, default=list, verbose_name="だれに聞くか")),
                ("source", models.SlugField(blank=True, max_length=40, verbose_name="分かっていること")),
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
                        to="reviews.question",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 設問",
                "verbose_name_plural": "historical 設問",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="Respondent",
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
                ("name", models.CharField(max_length=120, verbose_name="名前")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="並び順")),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "①以前も、その年度も"),
                            ("2", "②その年度だけ"),
                            ("3", "③以前だけ"),
                            ("4", "④一度もない"),
                        ],
                        max_length=1,
                        verbose_name="属性",
                    ),
                ),
                ("group_reason", models.CharField(blank=True, max_length=200, verbose_name="属性の理由")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "未着手"), ("writing", "回答中"), ("submitted", "回答済み")],
                        default="waiting",
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="出した日時")),
                ("is_proxy", models.BooleanField(default=False, verbose_name="事務局が代わりに入力")),
                (
                    "answers_through",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers_for",
                        to="reviews.respondent",
                        verbose_name="代わりに答える課",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="respondents",
                        to="organizations.division",
                        verbose_name="課",
                    ),
                ),
                (
                    "group_set_by",
                    models.ForeignKey(
                        blank=True,
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
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="respondents",
                        to="organizations.organization",
                        verbose_name="団体",
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
                    "survey",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="respondents",
                        to="reviews.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "回答者",
                "verbose_name_plural": "回答者",
                "ordering": ["position", "pk"],
                "indexes": [
                    models.Index(fields=["survey", "state", "position"], name="respondent_of_survey")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["waiting", "writing", "submitted"])),
                        name="respondent_state_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("group__in", ["1", "2", "3", "4", ""])),
                        name="respondent_group_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.UniqueConstraint(fields=("survey", "division"), name="respondent_division_once"),
                    models.UniqueConstraint(
                        fields=("survey", "organization"), name="respondent_organization_once"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("division__isnull", True), ("organization__isnull", True), _connector="OR"
                        ),
                        name="respondent_is_one_thing",
                        violation_error_message="回答者は、課か団体のどちらかです。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answers_through__isnull", True),
                            models.Q(("answers_through", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="respondent_not_through_itself",
                        violation_error_message="自分自身を通して答えることはできません。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("submitted_by__isnull", True), ("submitted_at__isnull", False), _connector="OR"
                        ),
                        name="respondent_submitter_has_time",
                        violation_error_message="出した人を記録するときは、日時も要ります。",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalRespondent",
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
                ("name", models.CharField(max_length=120, verbose_name="名前")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="並び順")),
                (
                    "group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("1", "①以前も、その年度も"),
                            ("2", "②その年度だけ"),
                            ("3", "③以前だけ"),
                            ("4", "④一度もない"),
                        ],
                        max_length=1,
                        verbose_name="属性",
                    ),
                ),
                ("group_reason", models.CharField(blank=True, max_length=200, verbose_name="属性の理由")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "未着手"), ("writing", "回答中"), ("submitted", "回答済み")],
                        default="waiting",
                        max_length=10,
                        verbose_name="状態",
                    ),
                ),
                ("submitted_at", models.DateTimeField(blank=True, null=True, verbose_name="出した日時")),
                ("is_proxy", models.BooleanField(default=False, verbose_name="事務局が代わりに入力")),
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
                    "group_set_by",
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
                    "answers_through",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.respondent",
                        verbose_name="代わりに答える課",
                    ),
                ),
                (
                    "survey",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 回答者",
                "verbose_name_plural": "historical 回答者",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="SurveyReport",
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
                ("title", models.CharField(max_length=150, verbose_name="題名")),
                (
                    "survey",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="report",
                        to="reviews.survey",
                    ),
                ),
            ],
            options={
                "verbose_name": "調査の報告書",
                "verbose_name_plural": "調査の報告書",
            },
        ),
        migrations.CreateModel(
            name="HistoricalReportBlock",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("heading", "見出し"),
                            ("text", "文章"),
                            ("figure", "図"),
                            ("table", "表"),
                            ("quotes", "主な意見"),
                        ],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(default=2, verbose_name="見出しの段")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="文")),
                ("question", models.CharField(blank=True, max_length=30, verbose_name="設問")),
                ("by", models.CharField(blank=True, max_length=30, verbose_name="クロス")),
                ("options", models.JSONField(blank=True, default=dict, verbose_name="見せ方")),
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
                    "report",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.surveyreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 報告書の一部",
                "verbose_name_plural": "historical 報告書の一部",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="ReportBlock",
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
                        choices=[
                            ("heading", "見出し"),
                            ("text", "文章"),
                            ("figure", "図"),
                            ("table", "表"),
                            ("quotes", "主な意見"),
                        ],
                        max_length=10,
                        verbose_name="種類",
                    ),
                ),
                ("level", models.PositiveSmallIntegerField(default=2, verbose_name="見出しの段")),
                ("text", models.TextField(blank=True, max_length=4000, verbose_name="文")),
                ("question", models.CharField(blank=True, max_length=30, verbose_name="設問")),
                ("by", models.CharField(blank=True, max_length=30, verbose_name="クロス")),
                ("options", models.JSONField(blank=True, default=dict, verbose_name="見せ方")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                (
                    "report",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks",
                        to="reviews.surveyreport",
                    ),
                ),
            ],
            options={
                "verbose_name": "報告書の一部",
                "verbose_name_plural": "報告書の一部",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["heading", "text", "figure", "table", "quotes"])),
                        name="reportblock_kind_known",
                        violation_error_message="選べない値です。",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SurveyRow",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("project_key", models.PositiveBigIntegerField(verbose_name="事業の番号")),
                ("project_name", models.CharField(max_length=150, verbose_name="事業名")),
                ("partner_name", models.CharField(max_length=120, verbose_name="協働の相手")),
                ("runs", models.BooleanField(default=True, verbose_name="その年度に実施した")),
                ("position", models.PositiveIntegerField(default=0, verbose_name="並び順")),
                (
                    "partner",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="survey_rows",
                        to="projects.partner",
                    ),
                ),
                (
                    "respondent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="rows",
                        to="reviews.respondent",
                    ),
                ),
            ],
            options={
                "verbose_name": "調査の行",
                "verbose_name_plural": "調査の行",
                "ordering": ["position", "pk"],
                "indexes": [models.Index(fields=["respondent", "position"], name="surveyrow_of_respondent")],
            },
        ),
        migrations.CreateModel(
            name="TextCategory",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("label", models.CharField(max_length=80, verbose_name="分類")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="categories",
                        to="reviews.question",
                    ),
                ),
            ],
            options={
                "verbose_name": "自由記述の分類",
                "verbose_name_plural": "自由記述の分類",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("question", "label"), name="textcategory_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("codes", models.CharField(blank=True, max_length=400, verbose_name="選んだもの")),
                (
                    "number",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="数"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=3000, verbose_name="ことば")),
                ("cells", models.JSONField(blank=True, default=list, verbose_name="表")),
                ("is_counted", models.BooleanField(default=False, editable=False)),
                ("version", models.PositiveIntegerField(default=1, editable=False, verbose_name="版")),
                ("updated_at", models.DateTimeField(auto_now=True)),
                (
                    "updated_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "question",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="reviews.question",
                    ),
                ),
                (
                    "respondent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="reviews.respondent",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="answers",
                        to="reviews.surveyrow",
                    ),
                ),
                (
                    "category",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="answers",
                        to="reviews.textcategory",
                    ),
                ),
            ],
            options={
                "verbose_name": "回答",
                "verbose_name_plural": "回答",
                "indexes": [
                    models.Index(fields=["question", "is_counted", "codes"], name="answer_by_codes"),
                    models.Index(fields=["question", "row", "codes"], name="answer_of_row"),
                    models.Index(fields=["question", "respondent", "codes"], name="answer_of_respondent"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("row__isnull", False)),
                        fields=("question", "row"),
                        name="answer_once_a_row",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("row__isnull", True)),
                        fields=("question", "respondent"),
                        name="answer_once_a_respondent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="HistoricalAnswer",
            fields=[
                (
                    "id",
                    models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
                ),
                ("codes", models.CharField(blank=True, max_length=400, verbose_name="選んだもの")),
                (
                    "number",
                    models.DecimalField(
                        blank=True, decimal_places=2, max_digits=14, null=True, verbose_name="数"
                    ),
                ),
                ("text", models.TextField(blank=True, max_length=3000, verbose_name="ことば")),
                ("cells", models.JSONField(blank=True, default=list, verbose_name="表")),
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
                (
                    "question",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.question",
                    ),
                ),
                (
                    "respondent",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.respondent",
                    ),
                ),
                (
                    "row",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="reviews.surveyrow",
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
                        to="reviews.textcategory",
                    ),
                ),
            ],
            options={
                "verbose_name": "historical 回答",
                "verbose_name_plural": "historical 回答",
                "ordering": ("-history_date", "-history_id"),
                "get_latest_by": ("history_date", "history_id"),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name="WorkItem",
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
                ("fiscal_year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("name", models.CharField(max_length=150, verbose_name="業務")),
                ("content", models.TextField(blank=True, max_length=1000, verbose_name="内容")),
                (
                    "fitness",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "できる"), ("conditional", "条件つきでできる"), ("no", "できない")],
                        max_length=12,
                        verbose_name="協働",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由・条件")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="並び順")),
                (
                    "division",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="work_items",
                        to="organizations.division",
                    ),
                ),
                (
                    "theme",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="work_item",
                        to="projects.theme",
                    ),
                ),
            ],
            options={
                "verbose_name": "業務の洗い出し",
                "verbose_name_plural": "業務の洗い出し",
                "ordering": ["-fiscal_year", "division", "position", "pk"],
                "indexes": [
                    models.Index(fields=["fiscal_year", "fitness", "division"], name="workitem_by_fitness")
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("fitness__in", ["yes", "conditional", "no", ""])),
                        name="workitem_fitness_known",
                        violation_error_message="選べない値です。",
                    ),
                    models.UniqueConstraint(
                        fields=("fiscal_year", "division", "name"),
                        name="workitem_once",
                        violation_error_message="この年度に、同じ業務があります。",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("fitness__in", ["conditional", "no"]), _negated=True),
                            models.Q(("reason", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="workitem_says_why",
                        violation_error_message="条件や理由を書いてください。",
                    ),
                ],
            },
        ),
    ]
