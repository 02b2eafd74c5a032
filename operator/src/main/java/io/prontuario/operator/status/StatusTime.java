package io.prontuario.operator.status;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A time as status has it. */
public final class StatusTime {
    private StatusTime() {}

    /** One that cannot be read is not known: somebody edited the object by hand, and no pass may end for that. */
    public static Optional<Instant> read(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.parse(text));
        } catch (DateTimeParseException edited) {
            return Optional.empty();
        }
    }
}
