package io.prontuario.workloads.api.alerts;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An alert.
 *
 * @param id unique id, sent to the channels so that they can detect duplicates
 * @param patientId the patient concerned, if any
 * @param severity urgency
 * @param message text of the alert
 * @param site site that raised it
 * @param raisedAt time at which it was raised
 */
public record Alert(
        UUID id, Optional<Integer> patientId, Severity severity, String message, String site, Instant raisedAt) {
    /** Urgency of an alert. */
    public enum Severity {
        /** Needs attention. */
        WARNING,
        /** Life-threatening. */
        CRITICAL;

        /** The name in requests and tables. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** The severity with this name; empty if unknown. */
        public static Optional<Severity> of(String wireName) {
            for (Severity severity : values()) {
                if (severity.wireName().equals(wireName)) {
                    return Optional.of(severity);
                }
            }
            return Optional.empty();
        }
    }

    /** Omits the patient: alerts end up in logs. */
    @Override
    public String toString() {
        return "Alert[" + id + "]";
    }
}
