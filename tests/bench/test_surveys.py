import pytest

from tests.bench import surveys


@pytest.mark.django_db(transaction=True)
def test_every_table_of_the_large_survey_is_counted(monkeypatch):
    """Small here, so that the statements which fill it are tried on both databases with every other test."""
    monkeypatch.setattr(surveys, "DIVISIONS", 20)
    monkeypatch.setattr(surveys, "ROWS", 44)
    monkeypatch.setattr(surveys, "ABOUT_ROWS", 5)
    survey = surveys.fill()
    found = {name: work() for name, work in surveys.works(survey).items()}
    assert found["single"].n == found["several answers"].n == found["over the years"].total.n == 44
    assert (found["of respondents"].n, found["projects once"].n, found["numbers"].n) == (20, 23, 44)
