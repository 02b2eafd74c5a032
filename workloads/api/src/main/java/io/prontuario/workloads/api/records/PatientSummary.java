package io.prontuario.workloads.api.records;

import java.util.List;

/**
 * The fields of a patient that the record and the emergency projection have in common.
 *
 * @param id from 1
 * @param name full name
 * @param mrn medical record number
 * @param bloodType for example {@code AB-}
 * @param allergies known allergies; empty if none is known
 * @param checksum md5 of {@code prontuario:<id>}, stored with the row
 */
public record PatientSummary(
        int id, String name, String mrn, String bloodType, List<String> allergies, String checksum) {
    /** Copies the list. */
    public PatientSummary {
        allergies = List.copyOf(allergies);
    }

    /** Omits the content: records end up in logs. */
    @Override
    public String toString() {
        return "PatientSummary[withheld]";
    }
}
