package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.records.EmergencyPatient;
import io.prontuario.workloads.api.records.Patient;
import io.prontuario.workloads.common.Identity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What a client sees of a patient; which fields depends on the profile. */
sealed interface PatientView {
    /** Whose it is. */
    int id();

    /** Everything. */
    record Full(
            int id,
            String name,
            String mrn,
            String birthDate,
            String bloodType,
            List<String> allergies,
            List<String> medications,
            String checksum,
            String site,
            String profile)
            implements PatientView {}

    /** What an emergency needs, labelled as reduced and with its age. */
    record Reduced(
            int id,
            String name,
            String mrn,
            String bloodType,
            List<String> allergies,
            String checksum,
            String site,
            String profile,
            boolean reduced,
            String dataAsOf,
            String notice)
            implements PatientView {}

    /** What an emergency needs, with its age in seconds, in every profile. */
    record Emergency(
            int id,
            String name,
            String mrn,
            String bloodType,
            List<String> allergies,
            String checksum,
            String site,
            String profile,
            boolean reduced,
            String dataAsOf,
            long ageSeconds,
            String notice)
            implements PatientView {}

    /** The notice that every reduced answer carries. */
    String NOTICE = "Emergency service: reduced, read-only record. Check its age in dataAsOf before relying on it.";

    static PatientView of(Patient patient, Identity identity) {
        return new Full(
                patient.id(),
                patient.name(),
                patient.mrn(),
                patient.birthDate().toString(),
                patient.bloodType(),
                patient.allergies(),
                patient.medications(),
                patient.checksum(),
                identity.site(),
                identity.profile().word());
    }

    static PatientView emergency(Patient patient, Identity identity, Instant now) {
        return emergency(
                new EmergencyPatient(
                        patient.id(),
                        patient.name(),
                        patient.mrn(),
                        patient.bloodType(),
                        patient.allergies(),
                        patient.checksum(),
                        now),
                identity,
                now);
    }

    static PatientView emergency(EmergencyPatient patient, Identity identity, Instant now) {
        return new Emergency(
                patient.id(),
                patient.name(),
                patient.mrn(),
                patient.bloodType(),
                patient.allergies(),
                patient.checksum(),
                identity.site(),
                identity.profile().word(),
                true,
                patient.asOf().toString(),
                Math.max(0, Duration.between(patient.asOf(), now).toSeconds()),
                NOTICE);
    }

    static PatientView of(EmergencyPatient patient, Identity identity) {
        return new Reduced(
                patient.id(),
                patient.name(),
                patient.mrn(),
                patient.bloodType(),
                patient.allergies(),
                patient.checksum(),
                identity.site(),
                identity.profile().word(),
                true,
                patient.asOf().toString(),
                NOTICE);
    }
}
