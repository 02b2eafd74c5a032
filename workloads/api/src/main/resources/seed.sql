-- The demonstration's records: 1000 patients, identical in every database, so that every site returns the same records.
-- Idempotent; run it inside database "records", as its owner or as a superuser:  psql -d records -f seed.sql

CREATE TABLE IF NOT EXISTS patients (
    id          integer PRIMARY KEY,
    name        text NOT NULL,
    mrn         text NOT NULL UNIQUE,          -- medical record number
    birth_date  date NOT NULL,
    blood_type  text NOT NULL,
    allergies   text[] NOT NULL,
    medications text[] NOT NULL,
    checksum    text NOT NULL,                 -- md5 of 'prontuario:' || id: lets a client verify that the row belongs to this patient
    written_at  timestamptz NOT NULL DEFAULT now(),
    version     bigint NOT NULL DEFAULT 1,
    merged_into integer REFERENCES patients (id)
);
ALTER TABLE patients ADD COLUMN IF NOT EXISTS version bigint NOT NULL DEFAULT 1;
ALTER TABLE patients ADD COLUMN IF NOT EXISTS merged_into integer REFERENCES patients (id);

INSERT INTO patients (id, name, mrn, birth_date, blood_type, allergies, medications, checksum)
SELECT
    n,
    (ARRAY['Ana','Bruno','Carla','Diego','Elisa','Fábio','Gabriela','Heitor','Inês','João',
           'Karina','Lucas','Marina','Nelson','Olívia','Paulo','Quitéria','Rafael','Sofia','Tiago'])[1 + n % 20]
    || ' ' ||
    (ARRAY['Almeida','Barros','Cardoso','Duarte','Esteves','Ferreira','Gonçalves','Henriques','Lima','Moreira',
           'Nogueira','Oliveira','Pereira','Queiroz','Ribeiro','Santos','Teixeira'])[1 + n % 17],
    'MRN' || lpad(n::text, 6, '0'),
    DATE '1930-01-01' + (n * 9973) % 32000,
    (ARRAY['O+','A+','B+','AB+','O-','A-','B-','AB-'])[1 + n % 8],
    CASE n % 4
        WHEN 0 THEN ARRAY['penicillin']
        WHEN 1 THEN ARRAY['latex', 'iodine contrast']
        WHEN 2 THEN ARRAY['dipyrone']
        ELSE ARRAY[]::text[]
    END,
    CASE n % 3
        WHEN 0 THEN ARRAY['losartan 50 mg']
        WHEN 1 THEN ARRAY['metformin 850 mg', 'simvastatin 20 mg']
        ELSE ARRAY[]::text[]
    END,
    md5('prontuario:' || n)
FROM generate_series(1, 1000) AS n
ON CONFLICT (id) DO NOTHING;

-- In a migrated database, the next patient gets the next id.
DO $$
BEGIN
    IF to_regclass('patients_id') IS NOT NULL THEN
        PERFORM setval('patients_id', (SELECT max(id) FROM patients));
    END IF;
END
$$;

-- Position and time of the emergency projection; updated by the shipper.
CREATE TABLE IF NOT EXISTS projection_state (
    only_row    boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    applied_seq bigint NOT NULL DEFAULT 0,
    as_of       timestamptz NOT NULL DEFAULT now()
);
INSERT INTO projection_state (only_row) VALUES (true) ON CONFLICT DO NOTHING;

-- If a superuser runs this script, the role of the service must own the tables.
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'records') THEN
        ALTER TABLE patients OWNER TO records;
        ALTER TABLE projection_state OWNER TO records;
    END IF;
END
$$;
