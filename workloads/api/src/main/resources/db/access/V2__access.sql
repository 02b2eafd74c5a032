-- Who may do what, and what they did. The same on site and in the cloud; each database has its own chain.

CREATE TABLE users (
    username      text PRIMARY KEY,
    password_hash text NOT NULL,
    role          text NOT NULL CHECK (role IN ('clinician', 'nurse', 'reception', 'auditor', 'service')),
    disabled      boolean NOT NULL DEFAULT false,
    changed_at    timestamptz NOT NULL DEFAULT now()
);

-- By the name that was tried, whether there is such a user or not: an attacker learns nothing from a lock.
CREATE TABLE login_failures (
    username     text PRIMARY KEY,
    failures     integer NOT NULL,
    last_at      timestamptz NOT NULL,
    locked_until timestamptz
);

CREATE TABLE seats (
    username text PRIMARY KEY,
    role     text NOT NULL,
    until    timestamptz NOT NULL
);

CREATE TABLE break_glass (
    id         uuid PRIMARY KEY,
    username   text NOT NULL,
    patient_id integer NOT NULL,
    reason     text NOT NULL,
    granted_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz NOT NULL
);
CREATE INDEX break_glass_who ON break_glass (username, patient_id, expires_at);

-- The chain's end. Its row lock puts entries in one order.
CREATE TABLE audit_head (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seq      bigint NOT NULL,
    hash     text NOT NULL
);
INSERT INTO audit_head (seq, hash) VALUES (0, repeat('0', 64));

CREATE TABLE audit (
    seq        bigint PRIMARY KEY,
    at         timestamptz NOT NULL,
    username   text NOT NULL,
    role       text NOT NULL,
    action     text NOT NULL,
    patient_id integer,
    allowed    boolean NOT NULL,
    detail     text NOT NULL,
    site       text NOT NULL,
    previous   text NOT NULL,
    hash       text NOT NULL     -- SHA-256 over every column before it
);
CREATE INDEX audit_patient ON audit (patient_id, seq);

CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END
$$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER audit_never_emptied BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER break_glass_append_only BEFORE UPDATE OR DELETE ON break_glass FOR EACH ROW EXECUTE FUNCTION refuse_change();
