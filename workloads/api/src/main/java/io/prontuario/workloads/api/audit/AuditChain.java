package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.common.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;

/**
 * The hash chain of the audit: every entry's hash covers the hash of the entry before it, so that changing or removing an entry
 * breaks every later hash.
 */
final class AuditChain {
    /** The previous hash of the first entry. */
    static final String START = "0".repeat(64);

    private AuditChain() {}

    static String hash(String previous, long seq, AuditEntry entry) {
        MessageDigest digest = Sha256.newDigest();
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
            // prefixed with its length, so that text cannot move from one field into the next
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return Sha256.hex(digest);
    }
}
