package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.records.EmergencyRecords;
import io.prontuario.workloads.api.records.PatientRecords;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Reply;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What is answered about one patient, once the guard has let it. */
final class PatientAnswers {
    private static final Map<String, String> NO_STORE = Map.of("Cache-Control", "no-store");

    private final PatientRecords records;
    private final EmergencyRecords projection;
    private final Identity identity;

    PatientAnswers(PatientRecords records, EmergencyRecords projection, Identity identity) {
        this.records = records;
        this.projection = projection;
        this.identity = identity;
    }

    /** The answer to one of the two features that ask for one patient; what is chained to it must not block. */
    CompletableFuture<Reply> of(Feature feature, int id) {
        return switch (feature) {
            case PATIENT_LOOKUP -> switch (identity.profile()) {
                case FULL -> records.find(id)
                        .thenApply(found -> answer(found.map(patient -> PatientView.of(patient, identity))));
                case EMERGENCY -> projection
                        .find(id)
                        .thenApply(found -> answer(found.map(patient -> PatientView.of(patient, identity))));
            };
                // the same reduced view in every profile: in full straight from the record, so its age is none
            case PATIENT_EMERGENCY -> {
                Instant now = Instant.now();
                yield switch (identity.profile()) {
                    case FULL -> records.find(id)
                            .thenApply(found ->
                                    answer(found.map(patient -> PatientView.emergency(patient, identity, now))));
                    case EMERGENCY -> projection
                            .find(id)
                            .thenApply(found ->
                                    answer(found.map(patient -> PatientView.emergency(patient, identity, now))));
                };
            }
            default -> throw new IllegalArgumentException(feature + " does not ask for one patient");
        };
    }

    private Reply answer(Optional<PatientView> patient) {
        return patient.map(view -> Reply.json(200, "application/json", NO_STORE, view))
                .orElseGet(() -> Problem.of(identity, Problem.Kind.NOT_FOUND, "No patient has this id."));
    }
}
