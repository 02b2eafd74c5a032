package io.prontuario.workloads.api.records;

import java.time.Instant;
import java.util.List;

/**
 * What the emergency projection holds of a patient.
 *
 * @param id 1 and up
 * @param name full name
 * @param mrn medical record number
 * @param bloodType for example {@code AB-}
 * @param allergies known allergies; empty when none is known
 * @param checksum md5 of {@code prontuario:<id>}, stored with the row
 * @param asOf everything that the record held at this time is in the projection
 */
public record EmergencyPatient(
        int id, String name, String mrn, String bloodType, List<String> allergies, String checksum, Instant asOf) {
    /** Copies the list. */
    public EmergencyPatient {
        allergies = List.copyOf(allergies);
    }

    /** Says nothing: records end up in logs. */
    @Override
    public String toString() {
        return "EmergencyPatient[withheld]";
    }
}
