package io.prontuario.workloads.api.records;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A patient's core record.
 *
 * @param id 1 and up
 * @param name full name
 * @param mrn medical record number
 * @param birthDate date of birth
 * @param bloodType for example {@code AB-}
 * @param allergies known allergies; empty when none is known
 * @param medications current medication
 * @param checksum md5 of {@code prontuario:<id>}, stored with the row
 * @param writtenAt when this copy of the row was written
 */
public record Patient(
        int id,
        String name,
        String mrn,
        LocalDate birthDate,
        String bloodType,
        List<String> allergies,
        List<String> medications,
        String checksum,
        Instant writtenAt) {
    /** Copies the lists. */
    public Patient {
        allergies = List.copyOf(allergies);
        medications = List.copyOf(medications);
    }

    /** Says nothing: records end up in logs. */
    @Override
    public String toString() {
        return "Patient[withheld]";
    }
}
