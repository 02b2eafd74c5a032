package io.prontuario.workloads.api;

import io.prontuario.workloads.common.Profile;
import java.util.Arrays;
import java.util.List;

/** What the service can do, and in which profiles. */
public enum Feature {
    /** One patient's record; reduced in emergency. */
    PATIENT_LOOKUP("GET /v1/patients/{id}", true),
    /** Browsing patients. */
    PATIENT_LIST("GET /v1/patients", false),
    /** Changing a patient's allergies. */
    PATIENT_ALLERGIES("PUT /v1/patients/{id}/allergies", false),
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
