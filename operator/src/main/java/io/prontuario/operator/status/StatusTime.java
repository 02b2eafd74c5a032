package io.prontuario.operator.status;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Times in status. */
public final class StatusTime {
    private StatusTime() {}

    /** Empty when it cannot be parsed: an edit of status by hand must not fail a pass. */
    public static Optional<Instant> read(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException edited) {
            return Optional.empty();
        }
    }
}
