package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.common.InvalidSettingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The head of the hash chain at some time. Stored elsewhere, it later shows whether the end was truncated or rewritten.
 *
 * @param seq sequence number of the last entry; 0 for none
 * @param hash hash of that entry
 */
public record AuditHead(long seq, String hash) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** The head of an empty audit. */
    static final AuditHead START = new AuditHead(0, AuditChain.START);

    /** Parses the result of {@link #toString}. */
    public static AuditHead of(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new InvalidSettingException(
                    "AUDIT_HEAD",
                    "'" + text + "' is not NUMBER:HASH; copy the head that an earlier audit-verify printed");
        }
        return new AuditHead(Long.parseLong(parts.group(1)), parts.group(2));
    }

    /** {@code NUMBER:HASH}. */
    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
