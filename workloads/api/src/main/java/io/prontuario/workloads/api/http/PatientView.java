package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.prontuario.workloads.api.records.EmergencyPatient;
import io.prontuario.workloads.api.records.Patient;
import io.prontuario.workloads.api.records.PatientSummary;
import io.prontuario.workloads.common.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The JSON representation of a patient; the profile determines the fields. */
sealed interface PatientView {
    /** The notice of every reduced view. */
    String NOTICE = "Emergency service: reduced, read-only record. Check its age in dataAsOf before relying on it.";

    /** The patient's common fields. */
    PatientSummary patient();

    /** The patient's id. */
    default int id() {
        return patient().id();
    }

    /** The whole record. */
    record Full(
            @JsonUnwrapped PatientSummary patient,
            String birthDate,
            List<String> medications,
            long version,
            String site,
            String profile)
            implements PatientView {}

    /** The emergency fields, labelled as reduced and with the time of the data. */
    record Reduced(
            @JsonUnwrapped PatientSummary patient,
            String site,
            String profile,
            boolean reduced,
            String dataAsOf,
            String notice)
            implements PatientView {}

    /** The emergency fields with their age in seconds; the same in every profile. */
    record Emergency(
            @JsonUnwrapped PatientSummary patient,
            String site,
            String profile,
            boolean reduced,
            String dataAsOf,
            long ageSeconds,
            String notice)
            implements PatientView {}

    static PatientView of(Patient patient, Identity identity) {
        return new Full(
                patient.summary(),
                patient.birthDate().toString(),
                patient.medications(),
                patient.version(),
                identity.site(),
                identity.profile().wireName());
    }

    static PatientView emergency(Patient patient, Identity identity, Instant asOf, Instant now) {
        return emergency(new EmergencyPatient(patient.summary(), asOf), identity, now);
    }

    static PatientView emergency(EmergencyPatient patient, Identity identity, Instant now) {
        return new Emergency(
                patient.summary(),
                identity.site(),
                identity.profile().wireName(),
                true,
                patient.asOf().toString(),
                Math.max(0, Duration.between(patient.asOf(), now).toSeconds()),
                NOTICE);
    }

    static PatientView of(EmergencyPatient patient, Identity identity) {
        return new Reduced(
                patient.summary(),
                identity.site(),
                identity.profile().wireName(),
                true,
                patient.asOf().toString(),
                NOTICE);
    }
}
