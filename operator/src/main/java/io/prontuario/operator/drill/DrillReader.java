package io.prontuario.operator.drill;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.operator.desired.PlatformRef;
import java.net.HttpURLConnection;
import java.util.List;

/** Reads a platform's FailoverDrill objects. A cluster without the type is asked again only after half a minute. */
final class DrillReader {
    /** Reads that are left out after the API server answered that it has no such type. */
    private static final int WITHOUT_TYPE = 30;

    private final KubernetesClient client;
    private int skip;

    DrillReader(KubernetesClient client) {
        this.client = client;
    }

    /** What the API server has. */
    sealed interface Read {
        /** @param drills of this platform, ended ones too */
        record Drills(List<FailoverDrill> drills) implements Read {}

        /** The cluster has no FailoverDrill type. */
        record NoType() implements Read {}
    }

    /** @throws KubernetesClientException when the API server does not answer */
    Read read(PlatformRef platform) {
        if (skip > 0) {
            skip--;
            return new Read.NoType();
        }
        try {
            return new Read.Drills(
                    client.resources(FailoverDrill.class).inNamespace(platform.namespace()).list().getItems().stream()
                            .filter(drill -> drill.getSpec() != null
                                    && platform.name().equals(drill.getSpec().platform()))
                            .toList());
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_NOT_FOUND) {
                throw e;
            }
            skip = WITHOUT_TYPE;
            return new Read.NoType();
        }
    }
}
