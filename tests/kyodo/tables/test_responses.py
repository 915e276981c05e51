import io

import pytest

from kyodo.tables import csv_response, read_table, xlsx_response
from tests.kyodo.tables.files import texts

NAME = "filename*=utf-8''%E4%BA%8B%E6%A5%AD"


def test_csv_download():
    response = csv_response(iter([["=1"]]), ["題"], "事業")
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == f"attachment; {NAME}.csv"
    assert b"".join(response.streaming_content) == "\ufeff題\r\n'=1\r\n".encode()


@pytest.mark.django_db  # closing an answer looks at the connection
def test_xlsx_download():
    response = xlsx_response(iter([["=1"]]), ["題"], "事業.xlsx")
    data = b"".join(response.streaming_content)
    response.close()
    assert response["Content-Disposition"] == f"attachment; {NAME}.xlsx"
    assert int(response["Content-Length"]) == len(data)
    assert texts(read_table(io.BytesIO(data), "a.xlsx")[0]) == [["題"], ["=1"]]
