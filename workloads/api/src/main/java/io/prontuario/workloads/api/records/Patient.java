package io.prontuario.workloads.api.records;

import java.time.LocalDate;
import java.util.List;

/**
 * A patient in the record.
 *
 * @param birthDate date of birth
 * @param medications current medication
 */
public record Patient(PatientSummary summary, LocalDate birthDate, List<String> medications) {
    /** Copies the list. */
    public Patient {
        medications = List.copyOf(medications);
    }

    /** Omits the content: records end up in logs. */
    @Override
    public String toString() {
        return "Patient[withheld]";
    }
}
