package io.prontuario.workloads.api.records;

import java.time.Instant;

/**
 * A patient in the emergency projection.
 *
 * @param asOf the projection contains every change of the record up to this time
 */
public record EmergencyPatient(PatientSummary summary, Instant asOf) {
    /** Omits the content: records end up in logs. */
    @Override
    public String toString() {
        return "EmergencyPatient[withheld]";
    }
}
