package io.prontuario.operator.status;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.net.HttpURLConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only writer of a platform's status. Every write carries the resourceVersion that was read, so that a replaced leader cannot
 * write. Writes nothing when nothing changed.
 */
public final class StatusWriter {
    private static final Logger LOG = LoggerFactory.getLogger(StatusWriter.class);

    private final KubernetesClient client;

    public StatusWriter(KubernetesClient client) {
        this.client = client;
    }

    /** The result of a write. */
    public sealed interface Outcome {
        /** Status was already the same. */
        record Unchanged() implements Outcome {}

        /** @param platform as the API server returned it */
        record Written(ProntuarioPlatform platform) implements Outcome {}

        /** The object was changed since it was read; read it again before acting. */
        record Conflict() implements Outcome {}
    }

    /**
     * @param platform as read; not changed
     * @throws KubernetesClientException when the API server cannot be asked or refuses for another reason than a conflict
     */
    public Outcome write(ProntuarioPlatform platform, PlatformStatus wanted) {
        if (wanted.equals(platform.getStatus())) {
            return new Outcome.Unchanged();
        }
        ProntuarioPlatform update = new ProntuarioPlatform();
        update.setMetadata(platform.getMetadata());
        update.setSpec(platform.getSpec());
        update.setStatus(wanted);
        try {
            return new Outcome.Written(client.resource(update)
                    .lockResourceVersion(platform.getMetadata().getResourceVersion())
                    .updateStatus());
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                LOG.info("the object was changed since it was read; a new pass follows");
                return new Outcome.Conflict();
            }
            throw e;
        }
    }
}
