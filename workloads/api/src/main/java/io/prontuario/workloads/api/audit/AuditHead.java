package io.prontuario.workloads.api.audit;

import io.prontuario.workloads.common.InvalidSettingException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a chain ended at some time. Kept elsewhere, it shows later whether the end was cut off or written anew.
 *
 * @param seq number of the last entry; 0 for none
 * @param hash of that entry
 */
public record AuditHead(long seq, String hash) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** The end of an audit without entries. */
    static final AuditHead START = new AuditHead(0, AuditChain.START);

    /** Reads what {@link #toString} wrote. */
    public static AuditHead of(String text) {
        Matcher parts = FORM.matcher(text.strip());
        if (!parts.matches()) {
            throw new InvalidSettingException(
                    "AUDIT_HEAD", "'" + text + "' is not NUMBER:HASH as an earlier check printed it");
        }
        return new AuditHead(Long.parseLong(parts.group(1)), parts.group(2));
    }

    /** As a person keeps it. */
    @Override
    public String toString() {
        return seq + ":" + hash;
    }
}
