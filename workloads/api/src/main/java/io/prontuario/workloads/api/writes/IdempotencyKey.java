package io.prontuario.workloads.api.writes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a client repeats when it does not know whether its write happened.
 *
 * @param value 8 to 128 printable characters, chosen by the client
 * @param operation what it asked for
 * @param requestHash SHA-256 of what it sent: the same key with another request is a mistake, not a repetition
 */
public record IdempotencyKey(String value, String operation, String requestHash) {
    /** The header that carries it. */
    public static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{8,128}");

    /** Whether a header can be a key. */
    public static boolean usable(@Nullable String header) {
        return header != null && FORM.matcher(header).matches();
    }

    /** Empty when the header is missing or malformed. */
    public static Optional<IdempotencyKey> of(@Nullable String header, String operation, byte[] request) {
        if (header == null || !usable(header)) {
            return Optional.empty();
        }
        return Optional.of(new IdempotencyKey(header, operation, hash(operation, request)));
    }

    private static String hash(String operation, byte[] request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(operation.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            return HexFormat.of().formatHex(digest.digest(request));
        } catch (NoSuchAlgorithmException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
    }
}
