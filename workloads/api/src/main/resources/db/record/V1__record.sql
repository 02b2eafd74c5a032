-- The record of a site. Every statement must also work for the version of the service before this one.

CREATE TABLE IF NOT EXISTS patients (
    id          integer PRIMARY KEY,
    name        text NOT NULL,
    mrn         text NOT NULL UNIQUE,
    birth_date  date NOT NULL,
    blood_type  text NOT NULL,
    allergies   text[] NOT NULL,
    medications text[] NOT NULL,
    checksum    text NOT NULL,
    written_at  timestamptz NOT NULL DEFAULT now()
);

-- One row for every write that a client may repeat; its primary key is what makes the write happen once.
CREATE TABLE idempotency (
    key          text PRIMARY KEY,
    operation    text NOT NULL,
    request_hash text NOT NULL,
    status       integer,
    body         text,
    created_at   timestamptz NOT NULL DEFAULT now()
);

-- The outbox's numbers come from a row, not from a sequence: the row's lock makes them free of gaps and in order of commit.
CREATE TABLE outbox_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq      bigint NOT NULL
);
INSERT INTO outbox_head (seq) VALUES (0);

CREATE TABLE outbox (
    seq        bigint PRIMARY KEY,
    kind       text NOT NULL,
    entity     text NOT NULL,
    payload    jsonb NOT NULL,
    written_at timestamptz NOT NULL DEFAULT clock_timestamp()
);

CREATE TABLE alerts (
    id              uuid PRIMARY KEY,
    patient_id      integer,
    severity        text NOT NULL,
    message         text NOT NULL,
    site            text NOT NULL,
    raised_at       timestamptz NOT NULL,
    idempotency_key text NOT NULL,
    origin          text NOT NULL CHECK (origin IN ('record', 'inbox')),
    conflicts_with  uuid REFERENCES alerts (id)  -- the other version of the same keyed alert; neither is overwritten
);
CREATE INDEX alerts_key ON alerts (idempotency_key);

CREATE TABLE alert_deliveries (
    alert_id  uuid NOT NULL,
    at        timestamptz NOT NULL DEFAULT clock_timestamp(),
    channel   text NOT NULL,
    delivered boolean NOT NULL,
    detail    text NOT NULL
);
CREATE INDEX alert_deliveries_alert ON alert_deliveries (alert_id);

-- What came back from the emergency service; the primary key is what makes a merge happen once.
CREATE TABLE inbox_merged (
    id        uuid PRIMARY KEY,
    position  bigint NOT NULL,
    outcome   text NOT NULL,
    merged_at timestamptz NOT NULL DEFAULT now()
);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER alerts_append_only BEFORE UPDATE OR DELETE ON alerts FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER alert_deliveries_append_only BEFORE UPDATE OR DELETE ON alert_deliveries FOR EACH ROW EXECUTE FUNCTION refuse_change();
