package io.prontuario.operator.reconcile;

import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.spec.SpecAdmission;
import io.prontuario.operator.status.StatusMapping;
import io.prontuario.operator.status.StatusReport;
import io.prontuario.operator.status.StatusWriter;
import io.prontuario.operator.status.WriterMapping;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Third phase: writes the decision into status before anything acts on it. */
final class StatusRecorder {
    private static final Duration LATELY = Duration.ofMillis(500);

    private final StatusWriter writer;
    private Instant writtenAt = Instant.MIN;

    StatusRecorder(StatusWriter writer) {
        this.writer = writer;
    }

    /**
     * The pass with the status as the API server holds it now; empty when the object was changed since it was read, and a new
     * pass must begin.
     *
     * @param hurried passes come many times a second, and writes of the record wait for the next decision: a status that decides nothing
     *     new is written twice a second at most
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it could not be written; then nothing may act
     */
    Optional<PassContext> record(PassContext pass, StatusReport report, boolean hurried) {
        PlatformStatus wanted = report.toStatus(pass.status(), pass.now());
        if (hurried && lately(writtenAt, pass.now()) && decidesTheSame(pass.status(), wanted)) {
            return Optional.of(pass);
        }
        StatusWriter.Outcome outcome = writer.write(pass.platform(), wanted);
        writtenAt = pass.now();
        if (outcome instanceof StatusWriter.Outcome.Written written) {
            return Optional.of(pass.recorded(written.platform()));
        }
        return outcome instanceof StatusWriter.Outcome.Unchanged ? Optional.of(pass) : Optional.empty();
    }

    static boolean lately(Instant writtenAt, Instant now) {
        return !now.isBefore(writtenAt) && now.isBefore(writtenAt.plus(LATELY));
    }

    /** Whether an operator that continues from either status decides from the same state, about the same spec. */
    static boolean decidesTheSame(@Nullable PlatformStatus one, PlatformStatus other) {
        return one != null
                && Objects.equals(one.observedGeneration(), other.observedGeneration())
                && StatusMapping.remembered(one).equals(StatusMapping.remembered(other))
                && WriterMapping.remembered(one.data()).equals(WriterMapping.remembered(other.data()));
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
