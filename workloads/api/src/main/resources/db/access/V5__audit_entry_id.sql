-- An entry that waited in a local journal, or whose commit was not answered, is appended once: its id tells.
ALTER TABLE audit ADD COLUMN entry_id uuid;
CREATE UNIQUE INDEX audit_entry_id ON audit (entry_id) WHERE entry_id IS NOT NULL;
