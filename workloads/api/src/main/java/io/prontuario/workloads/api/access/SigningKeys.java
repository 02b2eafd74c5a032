package io.prontuario.workloads.api.access;

import io.prontuario.workloads.common.InvalidSettingException;
import io.prontuario.workloads.common.Settings;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The keys of access tokens. The first key signs, every key verifies. To rotate: add a new key in front on every site, and
 * remove the old key after the lifetime of a token.
 *
 * @param keys at least one key
 */
public record SigningKeys(List<Key> keys) {
    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]{1,32}):([A-Za-z0-9+/=_-]+)");
    private static final int MIN_BYTES = 32;

    /**
     * A key.
     *
     * @param id key id in tokens
     * @param secret at least 32 bytes
     */
    public record Key(String id, byte[] secret) {
        /** Omits the secret. */
        @Override
        public String toString() {
            return "Key[" + id + "]";
        }
    }

    /** Copies the list. */
    public SigningKeys {
        keys = List.copyOf(keys);
    }

    /** Reads {@code AUTH_KEYS}: {@code id:base64,id:base64}. */
    public static SigningKeys from(Settings settings) {
        List<Key> keys = new ArrayList<>();
        for (String entry : settings.required(
                        "AUTH_KEYS",
                        "2026-11:<32 random bytes in base64>; AUTH=disabled turns authentication off, for development only")
                .split(",", -1)) {
            keys.add(key(entry.strip()));
        }
        if (keys.stream().map(Key::id).distinct().count() != keys.size()) {
            throw new InvalidSettingException("AUTH_KEYS", "two keys have the same id; ids must differ");
        }
        return new SigningKeys(keys);
    }

    private static Key key(String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            // the message must not contain the entry, which is a secret
            throw new InvalidSettingException("AUTH_KEYS", "an entry does not have the form id:base64; correct it");
        }
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(parts.group(2).replace('-', '+').replace('_', '/'));
        } catch (IllegalArgumentException malformed) {
            throw new InvalidSettingException("AUTH_KEYS", "key " + parts.group(1) + " is not base64; correct it");
        }
        if (secret.length < MIN_BYTES) {
            throw new InvalidSettingException(
                    "AUTH_KEYS",
                    "key " + parts.group(1) + " has " + secret.length + " bytes; it needs at least " + MIN_BYTES);
        }
        return new Key(parts.group(1), secret);
    }

    Key signing() {
        return keys.get(0);
    }

    Optional<Key> find(String id) {
        return keys.stream().filter(key -> key.id().equals(id)).findFirst();
    }
}
