"""What a proposal is begun with, as a group chooses it: 部門, theme, years, the project that goes on."""

from django import forms
from django.core.exceptions import ValidationError

from kyodo.money import format_yen
from organizations.models import Organization

from ..actions.proposals import Basics
from ..enums import ThemeKind
from ..models import Call, Category, Project, Proposal, Theme
from ..queries.writing import continuable_projects

MOST_YEARS = 3
CHOOSE = {"required": "選んでください。", "invalid_choice": "選び直してください。"}


def groups_of(user):
    """The registered groups for which this person writes."""
    return Organization.objects.registered().filter(pk__in=user.standing.editable_organizations)


class GroupField(forms.ModelChoiceField):
    """One of the groups for which the person writes."""

    def __init__(self, groups):
        super().__init__(
            groups, label="提案する団体", empty_label=None, error_messages=CHOOSE, widget=forms.RadioSelect
        )


class CategoryField(forms.ModelChoiceField):
    def label_from_instance(self, category: Category) -> str:
        limit, rate = category.limit_of(1), category.rate_of(1)
        money = f"市の負担は{rate}％まで" + (
            f"、1年目の上限 {format_yen(limit)}" if limit is not None else ""
        )
        return f"{category.name}（{money}、{category.max_years}年まで）"


class ThemeField(forms.ModelChoiceField):
    def label_from_instance(self, theme: Theme) -> str:
        kind = "（市からの提案）" if theme.is_city_proposal else ""
        return f"{theme.title}{kind}"


class BasicsForm(forms.Form):
    """`group` is asked of who writes for several; a running project only where a 部門 goes on with one."""

    def __init__(self, data=None, *, call: Call, groups, proposal: Proposal | None = None):
        super().__init__(data, initial=_initial(proposal))
        self.groups = groups
        if proposal is None and len(groups) > 1:
            self.fields["group"] = GroupField(
                Organization.objects.filter(pk__in=[each.pk for each in groups])
            )
        categories = call.categories.all()
        self.fields["category"] = CategoryField(
            categories, label="部門", empty_label=None, error_messages=CHOOSE, widget=forms.RadioSelect
        )
        if len(categories) == 1:
            self.initial.setdefault("category", categories[0])
        if any(category.is_continuation for category in categories):
            self._add_continues(call, groups)
        self._add_theme(call)
        most = max((category.max_years for category in categories), default=1)
        if most > 1:
            self.fields["years"] = forms.TypedChoiceField(
                label="何年目まで予定していますか",
                choices=[(year, f"{year}年目まで") for year in range(1, most + 1)],
                coerce=int,
                help_text="収支予算は、予定する年の分を書きます。2年目からも、毎年審査があります。",
                error_messages=CHOOSE,
            )

    def _add_continues(self, call: Call, groups) -> None:
        self.fields["continues"] = forms.ModelChoiceField(
            continuable_projects(call, [each.pk for each in groups]),
            label="続ける事業",
            required=False,
            empty_label="新しい事業",
            help_text="実施中の事業を続ける部門のときに選びます。",
            error_messages=CHOOSE,
        )

    def _add_theme(self, call: Call) -> None:
        themes = call.themes.published()
        free = not call.theme_kinds or ThemeKind.FREE in call.theme_kinds
        if (not call.theme_kinds or ThemeKind.SET in call.theme_kinds) and themes:
            self.fields["theme"] = ThemeField(
                themes,
                label="テーマ",
                required=not free,
                empty_label="自由なテーマで提案する" if free else None,
                help_text="市の課が、いっしょに取り組む団体を探しているテーマです。",
                error_messages=CHOOSE,
                widget=forms.RadioSelect,
            )

    @property
    def organization(self) -> Organization:
        """The chosen group, or the only one."""
        return self.cleaned_data.get("group") or self.groups[0]

    @property
    def basics(self) -> Basics:
        chosen = self.cleaned_data
        continues: Project | None = chosen.get("continues")
        return Basics(chosen["category"], chosen.get("theme"), chosen.get("years", 1), continues)

    def refuse(self, error: ValidationError) -> None:
        """Name each fault at its field, or above the form where that is not on the page."""
        messages = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
        for name, found in messages.items():
            self.add_error(name if name in self.fields else None, found)


def _initial(proposal: Proposal | None) -> dict:
    if proposal is None:
        return {}
    return {name: getattr(proposal, name) for name in ("category", "theme", "years", "continues")}
