package io.prontuario.operator.status;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillStatus;
import java.net.HttpURLConnection;

/** The only writer of a drill's status. Every write carries the resourceVersion that was read, as in {@link StatusWriter}. */
public final class DrillStatusWriter {
    private final KubernetesClient client;

    public DrillStatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /**
     * False when the drill was changed or deleted since it was read.
     *
     * @throws KubernetesClientException when the API server cannot be asked or refuses for another reason
     */
    public boolean write(FailoverDrill drill, FailoverDrillStatus wanted) {
        FailoverDrill update = new FailoverDrill();
        update.setMetadata(drill.getMetadata());
        update.setSpec(drill.getSpec());
        update.setStatus(wanted);
        try {
            client.resource(update)
                    .lockResourceVersion(drill.getMetadata().getResourceVersion())
                    .updateStatus();
            return true;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT || e.getCode() == HttpURLConnection.HTTP_NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
