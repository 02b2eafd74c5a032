package io.prontuario.workloads.api.http;

import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.api.records.EmergencyRecords;
import io.prontuario.workloads.api.records.Patient;
import io.prontuario.workloads.api.records.PatientRecords;
import io.prontuario.workloads.api.records.ReadContext;
import io.prontuario.workloads.api.writes.ExpectedVersion;
import io.prontuario.workloads.common.HttpReply;
import io.prontuario.workloads.common.Identity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Builds the response for one patient, after authorization. */
final class PatientResponses {
    private static final Map<String, String> NO_STORE = Map.of("Cache-Control", "no-store");

    private final PatientRecords records;
    private final EmergencyRecords projection;
    private final Identity identity;

    PatientResponses(PatientRecords records, EmergencyRecords projection, Identity identity) {
        this.records = records;
        this.projection = projection;
        this.identity = identity;
    }

    /**
     * The response to one of the two features that read one patient. Stages chained to it must not block.
     *
     * @param feature {@link Feature#PATIENT_LOOKUP} or {@link Feature#PATIENT_EMERGENCY}
     */
    CompletableFuture<HttpReply> of(ReadContext reads, Feature feature, int id) {
        return read(reads, feature, id).thenApply(reply -> RequestReads.mark(reply, reads));
    }

    private CompletableFuture<HttpReply> read(ReadContext reads, Feature feature, int id) {
        return switch (feature) {
            case PATIENT_LOOKUP -> switch (identity.profile()) {
                case FULL -> records.find(reads, id)
                        .thenApply(found -> ofRecord(found, patient -> PatientView.of(patient, identity)));
                case EMERGENCY -> projection
                        .find(id)
                        .thenApply(found -> respond(found.map(patient -> PatientView.of(patient, identity))));
            };
                // the same reduced view in every profile; in the full profile its age is that of the copy that was read
            case PATIENT_EMERGENCY -> {
                Instant now = Instant.now();
                yield switch (identity.profile()) {
                    case FULL -> records.find(reads, id)
                            .thenApply(found -> ofRecord(
                                    found,
                                    patient -> PatientView.emergency(
                                            patient, identity, now.minus(reads.knownAge()), now)));
                    case EMERGENCY -> projection
                            .find(id)
                            .thenApply(found ->
                                    respond(found.map(patient -> PatientView.emergency(patient, identity, now))));
                };
            }
            default -> throw new IllegalArgumentException(feature + " does not read one patient");
        };
    }

    private HttpReply ofRecord(Optional<Patient> found, Function<Patient, PatientView> view) {
        Optional<Integer> mergedInto = found.flatMap(Patient::mergedInto);
        if (mergedInto.isPresent()) {
            ProblemException merged = PatientChangeRoutes.merged(mergedInto.get());
            return Problem.of(identity, merged.kind(), String.valueOf(merged.getMessage()));
        }
        HttpReply reply = respond(found.map(view));
        return found.map(patient -> reply.withHeader("ETag", ExpectedVersion.tag(patient.version())))
                .orElse(reply);
    }

    private HttpReply respond(Optional<PatientView> patient) {
        return patient.map(view -> HttpReply.json(200, "application/json", NO_STORE, view))
                .orElseGet(() -> Problem.of(identity, Problem.Kind.NOT_FOUND, "No patient has this id."));
    }
}
