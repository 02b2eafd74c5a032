-- Which entry applied_seq was, as NUMBER:HASH: a record that lost or rewrote it goes on with the same numbers.
ALTER TABLE projection_state ADD COLUMN applied_hash text;
