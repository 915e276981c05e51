from django.db import migrations

from kyodo.search import CREATE_NGRAMS, DROP_NGRAMS

INDEX = "projectyear_ngrams"


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE_NGRAMS)
        schema_editor.execute(
            f"CREATE INDEX {INDEX} ON projects_projectyear USING gin (kyodo_ngrams(search_key)) WITH (fastupdate = off)"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {INDEX}")
        schema_editor.execute(DROP_NGRAMS)


class Migration(migrations.Migration):
    """The n-gram index that word search on PostgreSQL uses; SQLite reads the key as it is."""

    dependencies = [("projects", "0001_initial")]
    operations = [migrations.RunPython(build, drop)]
