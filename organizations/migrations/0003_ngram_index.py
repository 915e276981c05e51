from django.db import migrations

from kyodo.search import CREATE_NGRAMS

INDEX = "organization_ngrams"


def build(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(CREATE_NGRAMS)
        schema_editor.execute(
            f"CREATE INDEX {INDEX} ON organizations_organization"
            " USING gin (kyodo_ngrams(search_key)) WITH (fastupdate = off)"
        )


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {INDEX}")


class Migration(migrations.Migration):
    """The n-gram index that word search on PostgreSQL uses; SQLite reads the key as it is."""

    dependencies = [("organizations", "0002_organization_keys_and_succession")]
    operations = [migrations.RunPython(build, drop)]
