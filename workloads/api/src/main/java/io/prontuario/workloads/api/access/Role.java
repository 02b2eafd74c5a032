package io.prontuario.workloads.api.access;

import io.prontuario.workloads.api.Feature;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Role of a user: determines the features and patients that the user may access. */
public enum Role {
    /** Physicians: all features except the audit, every patient. */
    CLINICIAN(Reach.EVERY_PATIENT, EnumSet.complementOf(EnumSet.of(Feature.AUDIT))),
    /** Nurses: patients with an open encounter; others by break-glass access. */
    NURSE(
            Reach.PRESENT_PATIENTS,
            EnumSet.of(
                    Feature.PATIENT_LOOKUP,
                    Feature.PATIENT_EMERGENCY,
                    Feature.BREAK_GLASS,
                    Feature.ALERTS,
                    Feature.TRANSCRIPTION,
                    Feature.CHAT,
                    Feature.ENCOUNTER_LIST,
                    Feature.DOCUMENT_UPLOAD,
                    Feature.DOCUMENT_READ)),
    /** Reception: new patients and encounters, no record. */
    RECEPTION(
            Reach.EVERY_PATIENT,
            EnumSet.of(
                    Feature.PATIENT_CREATE,
                    Feature.ENCOUNTER_OPEN,
                    Feature.ENCOUNTER_CLOSE,
                    Feature.ENCOUNTER_LIST,
                    Feature.ALERTS)),
    /** Auditors: the audit, no patient. */
    AUDITOR(Reach.EVERY_PATIENT, EnumSet.of(Feature.AUDIT)),
    /** Other programs of the hospital. */
    SERVICE(
            Reach.EVERY_PATIENT,
            EnumSet.of(
                    Feature.PATIENT_LOOKUP,
                    Feature.PATIENT_EMERGENCY,
                    Feature.PATIENT_LIST,
                    Feature.ALERTS,
                    Feature.TRANSCRIPTION,
                    Feature.CHAT,
                    Feature.DOCUMENT_UPLOAD,
                    Feature.DOCUMENT_READ));

    /** The patients that a role may access without break-glass access. */
    public enum Reach {
        /** All patients. */
        EVERY_PATIENT,
        /** Patients with an open encounter. */
        PRESENT_PATIENTS
    }

    private final Reach reach;
    private final Set<Feature> features;

    Role(Reach reach, Set<Feature> features) {
        this.reach = reach;
        this.features = features;
    }

    /** Whether the role may use the feature. */
    public boolean may(Feature feature) {
        return features.contains(feature);
    }

    /** The patients that the role may access. */
    public Reach reach() {
        return reach;
    }

    /** The name in tokens, tables and settings. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this name; empty if unknown. */
    public static Optional<Role> of(String wireName) {
        for (Role role : values()) {
            if (role.wireName().equals(wireName)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
