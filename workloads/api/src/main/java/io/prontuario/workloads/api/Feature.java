package io.prontuario.workloads.api;

import io.prontuario.workloads.common.Profile;
import java.util.Arrays;
import java.util.List;

/** What the service can do, and in which profiles. */
public enum Feature {
    /** One patient's record; reduced in emergency. */
    PATIENT_LOOKUP("GET /v1/patients/{id}", true),
    /** What an emergency needs of a patient, with its age; the same in every profile. */
    PATIENT_EMERGENCY("GET /v1/patients/{id}/emergency", true),
    /** Reaching a patient beyond one's role, with a reason. */
    BREAK_GLASS("POST /v1/patients/{id}/break-glass", true),
    /** Browsing patients. */
    PATIENT_LIST("GET /v1/patients", false),
    /** Changing a patient's allergies. */
    PATIENT_ALLERGIES("PUT /v1/patients/{id}/allergies", false),
    /** A patient's visits. */
    ENCOUNTER_LIST("GET /v1/encounters", false),
    /** A patient comes. */
    ENCOUNTER_OPEN("POST /v1/encounters", false),
    /** A patient leaves. */
    ENCOUNTER_CLOSE("POST /v1/encounters/{id}/close", false),
    /** Adding a document to a patient. */
    DOCUMENT_UPLOAD("POST /v1/documents", false),
    /** A document of a patient. */
    DOCUMENT_READ("GET /v1/documents/{id}", false),
    /** What was done by whom. */
    AUDIT("GET /v1/audit", true),
    /** Raising an alert; goes to the inbox in emergency. */
    ALERTS("POST /v1/alerts", true),
    /** Speech to text; shorter in emergency. */
    TRANSCRIPTION("POST /v1/transcriptions", true),
    /** Asking the assistant. */
    CHAT("POST /v1/chat", true);

    private final String operation;
    private final boolean inEmergency;

    Feature(String operation, boolean inEmergency) {
        this.operation = operation;
        this.inEmergency = inEmergency;
    }

    /** The operation as a client calls it. */
    public String operation() {
        return operation;
    }

    /** Whether the profile serves it. */
    public boolean in(Profile profile) {
        return switch (profile) {
            case FULL -> true;
            case EMERGENCY -> inEmergency;
        };
    }

    /** The operations that a profile serves. */
    public static List<String> available(Profile profile) {
        return Arrays.stream(values())
                .filter(feature -> feature.in(profile))
                .map(Feature::operation)
                .toList();
    }
}
