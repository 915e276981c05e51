import io

import pytest
from pypdf import PdfReader

from kyodo.jobs import enqueue
from kyodo.jobs.store import run_job
from kyodo.models import Job
from projects.actions.stages import close_stage
from projects.jobs import CALCULATION, order_calculation
from projects.printing.calculation import one_calculation, write_calculation
from projects.queries.ranking import ranking_of
from tests.factories.organizations import UserFactory
from tests.projects.panels import screening

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(coordinator):
    round_ = screening(proposals=2, members=3, weights=(3, 2, 2, 1, 1, 1))
    for proposal in (0, 1):
        for member in range(3):
            round_.give(
                *[1 + (proposal + member + place) % 5 for place in range(6)], proposal=proposal, member=member
            )
    close_stage(round_.stage, reason="期限", by=coordinator)
    return round_


def text_of(page):
    return page.extract_text().replace("\n", "")


def test_every_proposal_has_one_page_on_which_its_numbers_can_be_followed(closed):
    out, seen = io.BytesIO(), []
    pages = write_calculation(
        closed.call, ranking_of(closed.call), out=out, progress=lambda *said: seen.append(said)
    )
    reader = PdfReader(out)
    assert (pages, len(reader.pages), seen) == (3, 3, [(1, 2), (2, 2)])
    assert str(closed.proposals[0]) in text_of(reader.pages[0])
    second = "".join(text_of(page) for page in reader.pages[1:])
    for proposal in closed.proposals:
        assert str(proposal) in second
    line = ranking_of(closed.call).line_of(closed.proposals[0].pk)
    assert line.total.steps in second


def test_one_proposal_alone(closed):
    reader = PdfReader(
        io.BytesIO(one_calculation(closed.call, ranking_of(closed.call), closed.proposals[1].pk))
    )
    assert len(reader.pages) == 1
    assert str(closed.proposals[0]) not in text_of(reader.pages[0])


def test_the_job_leaves_the_file(closed, coordinator):
    row = order_calculation(closed.call, by=coordinator)
    run_job.func(row.pk)
    row.refresh_from_db()
    assert (row.state, row.result_name, row.done) == ("done", f"審査の計算_{closed.call}.pdf", 2)


def test_the_job_refuses_who_has_lost_the_right(closed):
    row = enqueue(CALCULATION, by=UserFactory(), title="印刷", call=closed.call.pk)
    run_job.func(row.pk)
    assert Job.objects.get(pk=row.pk).state == "failed"
