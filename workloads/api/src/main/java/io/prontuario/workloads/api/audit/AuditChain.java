package io.prontuario.workloads.api.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** How entries hash each other: each hash covers the one before, so changing or removing an entry breaks every later one. */
final class AuditChain {
    /** What the first entry follows. */
    static final String START = "0".repeat(64);

    private AuditChain() {}

    static String hash(String previous, long seq, AuditEntry entry) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyRuntimeHasIt) {
            throw new IllegalStateException(everyRuntimeHasIt);
        }
        List<String> fields = List.of(
                previous,
                Long.toString(seq),
                entry.at().toString(),
                entry.username(),
                entry.role(),
                entry.action(),
                entry.patientId().map(String::valueOf).orElse(""),
                Boolean.toString(entry.allowed()),
                entry.detail(),
                entry.site());
        for (String field : fields) {
            byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
            // with its length: no text can slide from one field into the next
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
