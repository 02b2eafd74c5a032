-- The cloud's database: the emergency projection (a copy that only the shipper writes) and the inbox.

CREATE TABLE IF NOT EXISTS patients (
    id          integer PRIMARY KEY,
    name        text NOT NULL,
    mrn         text NOT NULL UNIQUE,
    birth_date  date,
    blood_type  text NOT NULL,
    allergies   text[] NOT NULL,
    medications text[],
    checksum    text NOT NULL,
    written_at  timestamptz NOT NULL DEFAULT now()
);
-- A database that was seeded with whole records keeps them; the projection needs less.
ALTER TABLE patients ALTER COLUMN birth_date DROP NOT NULL;
ALTER TABLE patients ALTER COLUMN medications DROP NOT NULL;

CREATE TABLE IF NOT EXISTS projection_state (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    applied_seq bigint NOT NULL DEFAULT 0,
    as_of       timestamptz NOT NULL DEFAULT now()  -- everything that the record held at this time is here
);
INSERT INTO projection_state (only_row) VALUES (true) ON CONFLICT DO NOTHING;

CREATE TABLE idempotency (
    key          text PRIMARY KEY,
    operation    text NOT NULL,
    request_hash text NOT NULL,
    status       integer,
    body         text,
    created_at   timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE inbox_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint NOT NULL
);
INSERT INTO inbox_head (position) VALUES (0);

CREATE TABLE inbox (
    id              uuid PRIMARY KEY,
    position        bigint NOT NULL UNIQUE,
    kind            text NOT NULL,
    payload         jsonb NOT NULL,
    idempotency_key text NOT NULL,
    request_hash    text NOT NULL,
    written_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    merged_at       timestamptz
);

CREATE TABLE alert_deliveries (
    alert_id  uuid NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    channel   text NOT NULL,
    delivered boolean NOT NULL,
    detail    text NOT NULL
);
CREATE INDEX alert_deliveries_alert ON alert_deliveries (alert_id);
