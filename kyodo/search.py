"""Words to query: every word must occur in `search_key`, wherever it stands and however it is written.

Plain LIKE answers on both databases. On PostgreSQL a GIN index over the key's one- and two-letter pieces
(`kyodo_ngrams`, made by a migration) finds rare words without reading the table; Japanese has no word breaks that
an index could otherwise use, and two letters are the most common search.
"""

from django.db import connections
from django.db.models import BooleanField, F, Func, Q, QuerySet, Value

from .text import ngrams, search_key

MAX_WORDS = 5


def search(queryset: QuerySet, words: str, *, field: str = "search_key") -> QuerySet:
    """Narrow a queryset to the rows whose `field` contains every word of `words`."""
    keys = [key for key in map(search_key, words.split()[:MAX_WORDS]) if key]
    if not keys:
        return queryset
    condition = Q()
    for key in keys:
        condition &= Q(**{f"{field}__contains": key})
    queryset = queryset.filter(condition)
    if connections[queryset.db].vendor == "postgresql" and queryset.model._meta.db_table in INDEXED_TABLES:
        pieces = sorted({piece for key in keys for piece in ngrams(key) if len(piece) == min(2, len(key))})
        queryset = queryset.filter(HoldsPieces(Func(F(field), function="kyodo_ngrams"), Value(pieces)))
    return queryset


class HoldsPieces(Func):
    """`kyodo_ngrams(column) @> pieces`; as an expression it also finds its table inside a subquery."""

    template = "(%(expressions)s::text[])"
    arg_joiner = " @> "
    output_field = BooleanField()


INDEXED_TABLES = {"projects_projectyear", "organizations_organization"}

# An immutable function, so that an index can be built on it; the same pieces as `kyodo.text.ngrams`, some repeated.
CREATE_NGRAMS = """
CREATE OR REPLACE FUNCTION kyodo_ngrams(key text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT string_to_array(key, NULL) || ARRAY(
    SELECT letter || neighbour
    FROM unnest(string_to_array(key, NULL), string_to_array(substr(key, 2), NULL)) AS pairs(letter, neighbour)
    WHERE neighbour IS NOT NULL)
$$
"""
# Another app's index may still stand on it.
DROP_NGRAMS = """
DO $$ BEGIN DROP FUNCTION IF EXISTS kyodo_ngrams(text); EXCEPTION WHEN dependent_objects_still_exist THEN NULL; END $$
"""
