package io.prontuario.workloads.api.records;

import java.time.LocalDate;
import java.util.List;

/**
 * The fields of a patient that a client sets.
 *
 * @param mrn medical record number, of one patient only
 * @param allergies known allergies
 * @param medications current medication
 */
public record PatientFields(
        String name,
        String mrn,
        LocalDate birthDate,
        String bloodType,
        List<String> allergies,
        List<String> medications) {
    /** Blood types. */
    public static final List<String> BLOOD_TYPES = List.of("O+", "A+", "B+", "AB+", "O-", "A-", "B-", "AB-");

    /** Copies the lists. */
    public PatientFields {
        allergies = List.copyOf(allergies);
        medications = List.copyOf(medications);
    }

    /** Omits the content: records end up in logs. */
    @Override
    public String toString() {
        return "PatientFields[withheld]";
    }
}
