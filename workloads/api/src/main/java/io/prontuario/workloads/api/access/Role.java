package io.prontuario.workloads.api.access;

import io.prontuario.workloads.api.Feature;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a user is, and so what they may ask for. */
public enum Role {
    /** A physician: every patient. */
    CLINICIAN(Reach.EVERY_PATIENT, EnumSet.complementOf(EnumSet.of(Feature.AUDIT))),
    /** Patients who are here now (an open encounter); others by breaking the glass. */
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
    /** Who comes and who leaves; no record. */
    RECEPTION(
            Reach.EVERY_PATIENT,
            EnumSet.of(Feature.ENCOUNTER_OPEN, Feature.ENCOUNTER_CLOSE, Feature.ENCOUNTER_LIST, Feature.ALERTS)),
    /** What others did; no patient. */
    AUDITOR(Reach.EVERY_PATIENT, EnumSet.of(Feature.AUDIT)),
    /** Another program of the hospital. */
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

    /** Which patients a role may reach without breaking the glass. */
    public enum Reach {
        /** All. */
        EVERY_PATIENT,
        /** Those with an open encounter. */
        PRESENT_PATIENTS
    }

    private final Reach reach;
    private final Set<Feature> features;

    Role(Reach reach, Set<Feature> features) {
        this.reach = reach;
        this.features = features;
    }

    /** Whether the role may use the feature at all. */
    public boolean may(Feature feature) {
        return features.contains(feature);
    }

    /** Which patients it reaches. */
    public Reach reach() {
        return reach;
    }

    /** The word in tokens, tables and settings. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role with this word. */
    public static Optional<Role> of(String word) {
        for (Role role : values()) {
            if (role.word().equals(word)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
