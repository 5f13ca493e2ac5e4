"""What Alembic runs: migrations on the connection it is handed, or on the configured database."""

from alembic import context
from sqlalchemy import Connection

from db.engine import engine_for, writer
from db.location import database_url
from db.tables import metadata


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    engine = engine_for(database_url())
    try:
        with writer(engine).begin() as own:
            run(own)
    finally:
        engine.dispose()
