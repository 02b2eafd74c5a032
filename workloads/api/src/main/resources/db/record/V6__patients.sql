-- A patient has a version, every version is kept, and every change reaches the projection, whoever makes it: also a statement
-- by hand. The version of the service before this one appends to the outbox itself; an entry twice is harmless.
ALTER TABLE patients ADD COLUMN IF NOT EXISTS version bigint NOT NULL DEFAULT 1;
ALTER TABLE patients ADD COLUMN IF NOT EXISTS merged_into integer REFERENCES patients (id);

CREATE SEQUENCE patients_id AS integer OWNED BY patients.id;
SELECT setval('patients_id', coalesce(max(id), 1), max(id) IS NOT NULL) FROM patients;

CREATE TABLE patient_history (
    patient_id integer NOT NULL,
    version    bigint NOT NULL,
    change     text NOT NULL CHECK (change IN ('present', 'created', 'changed', 'merged', 'deleted')),
    changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    changed_by text NOT NULL,
    content    jsonb NOT NULL,   -- the patient after the change; before it if deleted
    PRIMARY KEY (patient_id, version)
);
INSERT INTO patient_history (patient_id, version, change, changed_by, content)
SELECT id, version, 'present', 'migration', to_jsonb(patients) FROM patients;
CREATE TRIGGER patient_history_append_only BEFORE UPDATE OR DELETE ON patient_history
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
CREATE TRIGGER patient_history_never_emptied BEFORE TRUNCATE ON patient_history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- the texts of both lists, each once, in order
CREATE FUNCTION union_of(first text[], second text[]) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(array_agg(text ORDER BY position), '{}') FROM (
        SELECT text, min(position) AS position FROM unnest(first || second) WITH ORDINALITY AS both_lists (text, position)
        GROUP BY text) AS texts
$$;

CREATE FUNCTION patient_versioned() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        -- a patient who was deleted and is entered again goes on with the next version
        NEW.version := coalesce((SELECT max(version) + 1 FROM patient_history WHERE patient_id = NEW.id), 1);
        RETURN NEW;
    END IF;
    IF NEW.id <> OLD.id THEN
        RAISE EXCEPTION 'the id of a patient does not change; merge patients instead';
    END IF;
    NEW.version := OLD.version;
    IF NEW IS DISTINCT FROM OLD THEN
        NEW.version := OLD.version + 1;
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER patients_versioned BEFORE INSERT OR UPDATE ON patients FOR EACH ROW EXECUTE FUNCTION patient_versioned();

CREATE FUNCTION patient_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    next    bigint;
    patient patients;
    change  text;
    projected jsonb;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.version = OLD.version THEN
        RETURN NULL;
    END IF;
    IF TG_OP = 'DELETE' THEN
        patient := OLD;
        patient.version := OLD.version + 1;
        change := 'deleted';
    ELSE
        patient := NEW;
        change := CASE
            WHEN TG_OP = 'INSERT' THEN 'created'
            WHEN OLD.merged_into IS NULL AND NEW.merged_into IS NOT NULL THEN 'merged'
            ELSE 'changed' END;
    END IF;
    INSERT INTO patient_history (patient_id, version, change, changed_by, content)
    VALUES (patient.id, patient.version, change,
        coalesce(nullif(current_setting('prontuario.user', true), ''), session_user), to_jsonb(patient));
    -- who was deleted or merged is nobody's patient in an emergency
    IF change = 'deleted' OR patient.merged_into IS NOT NULL THEN
        projected := jsonb_build_object('id', patient.id, 'deleted', true);
    ELSE
        projected := jsonb_build_object('id', patient.id, 'name', patient.name, 'mrn', patient.mrn,
            'bloodType', patient.blood_type, 'allergies', patient.allergies, 'checksum', patient.checksum);
    END IF;
    UPDATE outbox_head SET seq = seq + 1 RETURNING seq INTO next;
    INSERT INTO outbox (seq, kind, entity, payload) VALUES (next, 'patient', patient.id::text, projected);
    RETURN NULL;
END
$$;
CREATE TRIGGER patients_changed AFTER INSERT OR UPDATE OR DELETE ON patients FOR EACH ROW EXECUTE FUNCTION patient_changed();
CREATE TRIGGER patients_never_emptied BEFORE TRUNCATE ON patients FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
