package io.prontuario.names;

import java.util.List;
import java.util.Optional;

/**
 * A place where the records of a name are kept and changed. Every call is bounded in seconds. Nothing is remembered between
 * calls but what never changes.
 */
public interface TrafficDirector {
    /** What became of a write. */
    enum Outcome {
        /** Accepted by the service that takes writes; the authoritative servers may follow later. */
        ACCEPTED,
        /** The records are no longer the expected ones: somebody wrote meanwhile. Nothing was changed. */
        CONFLICT
    }

    /**
     * The records as the service that takes writes holds them; empty when the name has none.
     *
     * @throws NamesException when it cannot be known, with the field to correct
     */
    Optional<AddressRecords> held(String name) throws NamesException;

    /**
     * Puts {@code wanted} in the place of exactly {@code expected}, or changes nothing.
     *
     * @param expected as {@link #held} answered
     * @throws NamesException when it was refused, or when nobody can say whether it was done
     */
    Outcome replace(Optional<AddressRecords> expected, AddressRecords wanted) throws NamesException;

    /**
     * Every server that clients may ask.
     *
     * @throws NamesException when they cannot be known
     */
    List<NameServer> authorities() throws NamesException;
}
