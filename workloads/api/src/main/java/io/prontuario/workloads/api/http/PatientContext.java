package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.records.EmergencyRecords;
import io.prontuario.workloads.api.records.Futures;
import io.prontuario.workloads.api.records.PatientRecords;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.common.Profile;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** The part of a patient's record that is sent to the language model: clinical facts, without name or record number. */
final class PatientContext {
    private final PatientRecords records;
    private final EmergencyRecords projection;
    private final Profile profile;

    PatientContext(PatientRecords records, EmergencyRecords projection, Profile profile) {
        this.records = records;
        this.projection = projection;
        this.profile = profile;
    }

    /** The patient in one or two sentences; empty if there is no patient with this id. */
    Optional<String> of(int id) throws SQLException, InterruptedException {
        return switch (profile) {
            case FULL -> Futures.await(records.find(ReadContext.plain(), id))
                    .map(patient -> "The patient is "
                            + Period.between(patient.birthDate(), LocalDate.now(java.time.ZoneOffset.UTC))
                                    .getYears()
                            + " years old, blood type " + patient.summary().bloodType() + ". Allergies: "
                            + words(patient.summary().allergies()) + ". Current medication: "
                            + words(patient.medications())
                            + ".");
            case EMERGENCY -> Futures.await(projection.find(id))
                    .map(patient -> "The patient has blood type "
                            + patient.summary().bloodType() + ". Allergies, as of " + patient.asOf() + ": "
                            + words(patient.summary().allergies()) + ". Current medication is not known here.");
        };
    }

    private static String words(List<String> texts) {
        return texts.isEmpty() ? "none known" : String.join(", ", texts);
    }
}
