package io.prontuario.workloads.api.records;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A position in the record's write-ahead log (LSN). A write returns the position of its commit; a read that carries it sees
 * that write.
 *
 * @param value bytes from the start of the log, unsigned
 */
public record WalPosition(long value) implements Comparable<WalPosition> {
    /** Header of a write's response and of a later read. */
    public static final String HEADER = "X-Prontuario-Position";

    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f]{1,8})/([0-9A-Fa-f]{1,8})");

    /** Parses PostgreSQL's form, for example {@code 0/16B3740}; empty for anything else. */
    public static Optional<WalPosition> of(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(text.strip());
        return parts.matches()
                ? Optional.of(new WalPosition(
                        (Long.parseLong(parts.group(1), 16) << 32) | Long.parseLong(parts.group(2), 16)))
                : Optional.empty();
    }

    @Override
    public int compareTo(WalPosition other) {
        return Long.compareUnsigned(value, other.value);
    }

    /** PostgreSQL's form. */
    @Override
    public String toString() {
        return "%X/%X".formatted(value >>> 32, value & 0xFFFF_FFFFL);
    }
}
