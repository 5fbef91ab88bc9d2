"""The tables, as the newest migration leaves them."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Column,
    Date,
    ForeignKey,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

metadata = MetaData()

audits = Table(
    "audits",
    metadata,
    Column("id", String(64), primary_key=True),
    Column("provider", Text, nullable=False),
    Column("checklists", JSON, nullable=False),
    Column("started", Date, nullable=False),
    Column("scope", Text, nullable=False),
    Column("department", Text, nullable=False),
    Column("previous", String(64), nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("audit", String(64), ForeignKey("audits.id"), nullable=False),
    Column("number", Integer, nullable=False),
    # Text throughout, exactly as hashed: no database may round a time or reorder an object.
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("changes", Text, nullable=False),
    Column("before", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    PrimaryKeyConstraint("audit", "number"),
)

records = Table(
    "records",
    metadata,
    Column("audit", String(64), ForeignKey("audits.id"), nullable=False),
    Column("subject", String(200), nullable=False),
    Column("version", Integer, nullable=False),
    Column("fields", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", String(32), nullable=False),
    PrimaryKeyConstraint("audit", "subject"),
)
