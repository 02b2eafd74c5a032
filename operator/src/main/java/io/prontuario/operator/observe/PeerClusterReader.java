package io.prontuario.operator.observe;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/** Reads one object of another cluster with the kubeconfig of a Secret: one GET, bounded in seconds. Keeps no connection. */
public final class PeerClusterReader {
    private static final String KEY = "kubeconfig";

    private final KubernetesClient own;
    private final Function<Config, KubernetesClient> connect;

    /** @param connect makes a client whose every request is bounded in seconds */
    public PeerClusterReader(KubernetesClient own, Function<Config, KubernetesClient> connect) {
        this.own = own;
        this.connect = connect;
    }

    PeerClusterView read(String namespace, String name, String secretName) {
        Secret secret;
        try {
            secret = own.secrets().inNamespace(namespace).withName(secretName).get();
        } catch (KubernetesClientException e) {
            return new PeerClusterView.Unusable(
                    "Secret " + secretName + " cannot be read; allow the operator to get it");
        }
        if (secret == null || secret.getData() == null || secret.getData().get(KEY) == null) {
            return new PeerClusterView.Unusable(
                    "there is no Secret " + secretName + " with a key " + KEY + "; create it, or remove the field");
        }
        Config config;
        try {
            config = Config.fromKubeconfig(
                    new String(Base64.getDecoder().decode(secret.getData().get(KEY)), StandardCharsets.UTF_8));
        } catch (RuntimeException unreadable) {
            return new PeerClusterView.Unusable(
                    "the kubeconfig in Secret " + secretName + " cannot be parsed; write a complete one");
        }
        return ask(config, namespace, name);
    }

    private PeerClusterView ask(Config config, String namespace, String name) {
        try (KubernetesClient client = connect.apply(config)) {
            ProntuarioPlatform other = client.resources(ProntuarioPlatform.class)
                    .inNamespace(namespace)
                    .withName(name)
                    .get();
            if (other == null) {
                return new PeerClusterView.Missing("the other cluster has no ProntuarioPlatform " + namespace + "/"
                        + name + "; apply the same object there");
            }
            if (other.getStatus() == null || other.getStatus().specHash() == null) {
                return new PeerClusterView.Missing("the other cluster's operator has not accepted the object yet");
            }
            return new PeerClusterView.Found(other.getStatus().specHash());
        } catch (KubernetesClientException e) {
            return new PeerClusterView.Unreachable(
                    e.getCode() > 0
                            ? "the API server at " + config.getMasterUrl() + " answered " + e.getCode()
                            : "the API server at " + config.getMasterUrl() + " does not answer");
        }
    }
}
