package io.prontuario.operator.reconcile;

import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.spec.SpecAdmission;
import io.prontuario.operator.status.StatusReport;
import io.prontuario.operator.status.StatusWriter;
import java.time.Instant;
import java.util.Optional;

/** Third phase: writes the decision into status before anything acts on it. */
final class StatusRecorder {
    private final StatusWriter writer;

    StatusRecorder(StatusWriter writer) {
        this.writer = writer;
    }

    /**
     * The pass with the status as the API server holds it now; empty when the object was changed since it was read, and a new
     * pass must begin.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it could not be written; then nothing may act
     */
    Optional<PassContext> record(PassContext pass, StatusReport report) {
        StatusWriter.Outcome outcome = writer.write(pass.platform(), report.toStatus(pass.status(), pass.now()));
        if (outcome instanceof StatusWriter.Outcome.Written written) {
            return Optional.of(pass.recorded(written.platform()));
        }
        return outcome instanceof StatusWriter.Outcome.Unchanged ? Optional.of(pass) : Optional.empty();
    }

    /** No spec was ever valid. */
    void recordInvalid(ProntuarioPlatform platform, SpecAdmission.Verdict verdict, Instant now) {
        long generation = platform.getMetadata().getGeneration();
        writer.write(
                platform,
                StatusReport.nothingAccepted(
                        platform.getStatus(), SpecConditions.of(verdict, generation), generation, now));
    }
}
