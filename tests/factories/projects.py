"""Projects, their years, partners and goals for tests: a trait per state."""

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from kyodo.text import search_key
from projects.actions.listing import refresh_listing
from projects.enums import PartnerRole, Visibility, YearState
from projects.models import CollaborationForm, Goal, Partner, Project, ProjectYear

from .organizations import DivisionFactory, OrganizationFactory


class CollaborationFormFactory(DjangoModelFactory):
    class Meta:
        model = CollaborationForm

    name = factory.Sequence(lambda n: f"試験の形{n}")
    search_key = factory.LazyAttribute(lambda form: search_key(form.name))
    position = factory.Sequence(int)


class ProjectFactory(DjangoModelFactory):
    class Meta:
        model = Project

    name = factory.Sequence(lambda n: f"試験の事業{n}")
    purpose = "暮らしの困りごとを減らす。"

    class Params:
        public = factory.Trait(visibility=Visibility.PUBLIC)


class ProjectYearFactory(DjangoModelFactory):
    """A year of a project; `partners=2` gives it two partners, and its list columns are right from the start."""

    class Meta:
        model = ProjectYear
        skip_postgeneration_save = True

    project = factory.SubFactory(ProjectFactory)
    fiscal_year = 2026
    name = factory.SelfAttribute("project.name")
    division = factory.SubFactory(DivisionFactory)
    form = factory.SubFactory(CollaborationFormFactory)
    state = YearState.CONSIDERING

    class Params:
        public = factory.Trait(project=factory.SubFactory(ProjectFactory, public=True))
        preparing = factory.Trait(state=YearState.PREPARING)
        running = factory.Trait(state=YearState.RUNNING)
        done = factory.Trait(state=YearState.DONE)
        cancelled = factory.Trait(state=YearState.CANCELLED)
        abolished = factory.Trait(state=YearState.ABOLISHED)

    @factory.post_generation
    def partners(self, create, count, **kwargs):
        if create:
            PartnerFactory.create_batch(count or 0, project_year=self, **kwargs)
            refresh_listing([self])


class PartnerFactory(DjangoModelFactory):
    class Meta:
        model = Partner
        skip_postgeneration_save = True

    project_year = factory.SubFactory(ProjectYearFactory)
    organization = factory.SubFactory(OrganizationFactory)
    name = factory.SelfAttribute("organization.name")
    kind = factory.SelfAttribute("organization.kind")
    role = PartnerRole.LEAD

    @factory.post_generation
    def listing(self, create, extracted, **kwargs):
        if create:
            refresh_listing([self.project_year])


class GoalFactory(DjangoModelFactory):
    """A countable goal; the trait `in_words` makes one that is judged instead."""

    class Meta:
        model = Goal

    project_year = factory.SubFactory(ProjectYearFactory)
    title = "講座を開いた回数"
    is_countable = True
    target = Decimal(10)
    unit = "回"

    class Params:
        in_words = factory.Trait(
            is_countable=False, target=None, unit="", expected="参加した人が、次の担い手になっている。"
        )
