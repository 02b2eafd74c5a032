package io.prontuario.workloads.api;

import io.prontuario.workloads.common.Profile;
import java.util.Arrays;
import java.util.List;

/** The operations of the service and the profiles that include them. */
public enum Feature {
    /** Reads a patient's record; reduced in the emergency profile. */
    PATIENT_LOOKUP("GET /v1/patients/{id}", true),
    /** Reads the emergency fields of a patient with their age; the same in every profile. */
    PATIENT_EMERGENCY("GET /v1/patients/{id}/emergency", true),
    /** Grants access to a patient beyond the user's role, with a reason. */
    BREAK_GLASS("POST /v1/patients/{id}/break-glass", true),
    /** Lists patients. */
    PATIENT_LIST("GET /v1/patients", false),
    /** Creates a patient. */
    PATIENT_CREATE("POST /v1/patients", false),
    /** Replaces a patient's fields. */
    PATIENT_CHANGE("PUT /v1/patients/{id}", false),
    /** Merges a patient into another one. */
    PATIENT_MERGE("POST /v1/patients/{id}/merge", false),
    /** Lists the versions of a patient. */
    PATIENT_HISTORY("GET /v1/patients/{id}/history", false),
    /** Replaces a patient's allergies. */
    PATIENT_ALLERGIES("PUT /v1/patients/{id}/allergies", false),
    /** Lists a patient's encounters. */
    ENCOUNTER_LIST("GET /v1/encounters", false),
    /** Opens an encounter. */
    ENCOUNTER_OPEN("POST /v1/encounters", false),
    /** Closes an encounter. */
    ENCOUNTER_CLOSE("POST /v1/encounters/{id}/close", false),
    /** Stores a document of a patient. */
    DOCUMENT_UPLOAD("POST /v1/documents", false),
    /** Reads a document of a patient. */
    DOCUMENT_READ("GET /v1/documents/{id}", false),
    /** Reads the audit. */
    AUDIT("GET /v1/audit", true),
    /** Raises an alert; stored in the inbox in the emergency profile. */
    ALERTS("POST /v1/alerts", true),
    /** Transcribes speech; accepts less audio in the emergency profile. */
    TRANSCRIPTION("POST /v1/transcriptions", true),
    /** Sends a message to the assistant. */
    CHAT("POST /v1/chat", true);

    private final String operation;
    private final boolean inEmergency;

    Feature(String operation, boolean inEmergency) {
        this.operation = operation;
        this.inEmergency = inEmergency;
    }

    /** Method and path template. */
    public String operation() {
        return operation;
    }

    /** Whether the profile includes this operation. */
    public boolean in(Profile profile) {
        return switch (profile) {
            case FULL -> true;
            case EMERGENCY -> inEmergency;
        };
    }

    /** The operations of a profile. */
    public static List<String> available(Profile profile) {
        return Arrays.stream(values())
                .filter(feature -> feature.in(profile))
                .map(Feature::operation)
                .toList();
    }
}
