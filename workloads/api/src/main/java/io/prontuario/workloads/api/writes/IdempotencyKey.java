package io.prontuario.workloads.api.writes;

import io.prontuario.workloads.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency key of a write: a client that does not know whether its write was applied repeats it with the same key.
 *
 * @param value 8 to 128 printable characters, chosen by the client
 * @param operation the requested operation
 * @param requestHash SHA-256 of the request: the same key with a different request is a client error, not a retry
 */
public record IdempotencyKey(String value, String operation, String requestHash) {
    /** The request header with the key. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{8,128}");

    /** Whether the header's value is a valid key. */
    public static boolean valid(@Nullable String header) {
        return header != null && FORM.matcher(header).matches();
    }

    /** The key; empty if the header is missing or malformed. */
    public static Optional<IdempotencyKey> of(@Nullable String header, String operation, byte[] request) {
        if (header == null || !valid(header)) {
            return Optional.empty();
        }
        return Optional.of(new IdempotencyKey(header, operation, hash(operation, request)));
    }

    private static String hash(String operation, byte[] request) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(operation.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
        digest.update(request);
        return Sha256.hex(digest);
    }
}
