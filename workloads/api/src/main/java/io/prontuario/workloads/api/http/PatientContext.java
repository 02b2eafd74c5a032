package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.records.Answers;
import io.prontuario.workloads.api.records.EmergencyRecords;
import io.prontuario.workloads.api.records.PatientRecords;
import io.prontuario.workloads.common.Profile;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/** What the assistant is told about a patient: what bears on advice, and neither name nor number. */
final class PatientContext {
    private final PatientRecords records;
    private final EmergencyRecords projection;
    private final Profile profile;

    PatientContext(PatientRecords records, EmergencyRecords projection, Profile profile) {
        this.records = records;
        this.projection = projection;
        this.profile = profile;
    }

    /** The patient in a sentence or two; empty when there is none. */
    Optional<String> of(int id) throws SQLException, InterruptedException {
        return switch (profile) {
            case FULL -> Answers.await(records.find(id))
                    .map(patient -> "The patient is "
                            + Period.between(patient.birthDate(), LocalDate.now(java.time.ZoneOffset.UTC))
                                    .getYears()
                            + " years old, blood type " + patient.bloodType() + ". Allergies: "
                            + words(patient.allergies()) + ". Current medication: " + words(patient.medications())
                            + ".");
            case EMERGENCY -> Answers.await(projection.find(id))
                    .map(patient ->
                            "The patient has blood type " + patient.bloodType() + ". Allergies, as of " + patient.asOf()
                                    + ": " + words(patient.allergies()) + ". Current medication is not known here.");
        };
    }

    private static String words(List<String> texts) {
        return texts.isEmpty() ? "none known" : String.join(", ", texts);
    }
}
