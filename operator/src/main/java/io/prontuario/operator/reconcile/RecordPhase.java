package io.prontuario.operator.reconcile;

import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.status.StatusWriter;
import java.util.Optional;

/** Third phase: the intent goes into status before anything is done about it. */
final class RecordPhase {
    private final StatusWriter writer;

    RecordPhase(StatusWriter writer) {
        this.writer = writer;
    }

    /**
     * The status as the API server holds it now; empty when somebody changed the object meanwhile, and the round must begin
     * anew.
     *
     * @throws io.fabric8.kubernetes.client.KubernetesClientException when it could not be recorded: then nothing may be done
     */
    Optional<PlatformStatus> record(ProntuarioPlatform platform, PlatformStatus wanted) {
        StatusWriter.Outcome outcome = writer.write(platform, wanted);
        if (outcome instanceof StatusWriter.Outcome.Written written) {
            return Optional.ofNullable(written.platform().getStatus());
        }
        return outcome instanceof StatusWriter.Outcome.Unchanged
                ? Optional.ofNullable(platform.getStatus())
                : Optional.empty();
    }
}
