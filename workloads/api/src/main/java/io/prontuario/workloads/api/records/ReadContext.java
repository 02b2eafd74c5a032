package io.prontuario.workloads.api.records;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** One request's reads: what they must see, and whether one was answered by a copy that may be old. */
public final class ReadContext {
    /** Header of a response that was read from a copy that may be old: its age in milliseconds, or {@code unknown}. */
    public static final String AGE_HEADER = "X-Prontuario-Data-Age-Ms";

    private final Optional<WalPosition> position;
    private final boolean writerFirst;
    private volatile Optional<OptionalLong> ageMillis = Optional.empty();

    private ReadContext(Optional<WalPosition> position, boolean writerFirst) {
        this.position = position;
        this.writerFirst = writerFirst;
    }

    /** Reads that need nothing but the bound. */
    public static ReadContext plain() {
        return new ReadContext(Optional.empty(), false);
    }

    /** Reads that must see the commit at this position, if one is given. */
    public static ReadContext after(Optional<WalPosition> position) {
        return new ReadContext(position, false);
    }

    /** Reads that ask the writer, and the copy only if it does not answer. */
    public static ReadContext atWriter() {
        return new ReadContext(Optional.empty(), true);
    }

    Optional<WalPosition> position() {
        return position;
    }

    boolean writerFirst() {
        return writerFirst;
    }

    void readFromOldCopy(OptionalLong ageMillis) {
        this.ageMillis = Optional.of(ageMillis);
    }

    /** Value of {@link #AGE_HEADER}; empty if every read was within the bound. */
    public Optional<String> age() {
        return ageMillis.map(age -> age.isPresent() ? Long.toString(age.getAsLong()) : "unknown");
    }

    /** Age of what was read, as far as it is known; zero within the bound. */
    public Duration knownAge() {
        return Duration.ofMillis(ageMillis.orElse(OptionalLong.empty()).orElse(0));
    }
}
