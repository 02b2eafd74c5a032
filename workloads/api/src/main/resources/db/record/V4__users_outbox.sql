-- Whoever may log in here may log in to the emergency service: users go to the cloud with the projection, with the hash of
-- their password. A trigger, because users are also changed by hand: a user who is disabled here must not stay there.

CREATE FUNCTION user_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    next bigint;
BEGIN
    IF TG_OP = 'DELETE' OR (TG_OP = 'UPDATE' AND OLD.username <> NEW.username) THEN
        UPDATE outbox_head SET seq = seq + 1 RETURNING seq INTO next;
        INSERT INTO outbox (seq, kind, entity, payload)
        VALUES (next, 'user', OLD.username, jsonb_build_object('username', OLD.username, 'deleted', true));
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE outbox_head SET seq = seq + 1 RETURNING seq INTO next;
        INSERT INTO outbox (seq, kind, entity, payload)
        VALUES (next, 'user', NEW.username, jsonb_build_object('username', NEW.username, 'passwordHash', NEW.password_hash,
            'role', NEW.role, 'disabled', NEW.disabled));
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER users_shipped AFTER INSERT OR UPDATE OR DELETE ON users FOR EACH ROW EXECUTE FUNCTION user_changed();

-- those who are there already
UPDATE users SET changed_at = changed_at;
