CREATE TABLE encounters (
    id         uuid PRIMARY KEY,
    patient_id integer NOT NULL REFERENCES patients (id),
    kind       text NOT NULL CHECK (kind IN ('emergency', 'inpatient', 'outpatient')),
    reason     text NOT NULL,
    opened_by  text NOT NULL,
    opened_at  timestamptz NOT NULL DEFAULT now(),
    closed_at  timestamptz
);
CREATE INDEX encounters_open ON encounters (patient_id) WHERE closed_at IS NULL;
CREATE INDEX encounters_patient ON encounters (patient_id, opened_at DESC);

CREATE TABLE documents (
    id          uuid PRIMARY KEY,
    patient_id  integer NOT NULL REFERENCES patients (id),
    name        text NOT NULL,
    media_type  text NOT NULL,
    size_bytes  bigint NOT NULL,
    sha256      text NOT NULL,
    object_key  text NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX documents_patient ON documents (patient_id, uploaded_at DESC);
