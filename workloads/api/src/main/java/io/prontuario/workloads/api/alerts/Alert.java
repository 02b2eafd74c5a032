package io.prontuario.workloads.api.alerts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that somebody must know now.
 *
 * @param id names it everywhere, also to the channels, so that one that gets it twice can tell
 * @param patientId whom it is about, if anyone
 * @param severity how urgent
 * @param message what happened
 * @param site where it was raised
 * @param raisedAt when
 */
public record Alert(
        UUID id, Optional<Integer> patientId, Severity severity, String message, String site, Instant raisedAt) {
    /** How urgent. */
    public enum Severity {
        /** Needs attention. */
        WARNING,
        /** A life may depend on it. */
        CRITICAL;

        /** The word on the wire. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Empty when the word is unknown. */
        public static Optional<Severity> of(String word) {
            for (Severity severity : values()) {
                if (severity.word().equals(word)) {
                    return Optional.of(severity);
                }
            }
            return Optional.empty();
        }
    }

    /** Says nothing about the patient: alerts end up in logs. */
    @Override
    public String toString() {
        return "Alert[" + id + "]";
    }
}
