package io.prontuario.workloads.api.records;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A patient in the record.
 *
 * @param birthDate date of birth
 * @param medications current medication
 * @param version from 1; every change counts
 * @param mergedInto the patient whose record this one became part of
 */
public record Patient(
        PatientSummary summary,
        LocalDate birthDate,
        List<String> medications,
        long version,
        Optional<Integer> mergedInto) {
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
