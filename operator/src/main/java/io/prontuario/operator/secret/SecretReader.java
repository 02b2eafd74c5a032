package io.prontuario.operator.secret;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Reads one key of one Secret, by name. */
public final class SecretReader {
    private final KubernetesClient client;

    public SecretReader(KubernetesClient client) {
        this.client = client;
    }

    /**
     * @param field that names the Secret, for errors
     * @throws SecretException when it is not there or cannot be read
     */
    public String read(String namespace, String name, String key, String field) throws SecretException {
        Secret secret;
        try {
            secret = client.secrets().inNamespace(namespace).withName(name).get();
        } catch (KubernetesClientException e) {
            throw new SecretException(
                    field,
                    "Secret " + name + " could not be read",
                    "check the API server and the operator's rights; the operator tries again",
                    false);
        }
        if (secret == null || secret.getData() == null || !secret.getData().containsKey(key)) {
            throw new SecretException(
                    field,
                    secret == null ? "there is no Secret " + name : "Secret " + name + " has no key " + key,
                    "create Secret " + name + " in namespace " + namespace + " with key " + key,
                    true);
        }
        return new String(Base64.getDecoder().decode(secret.getData().get(key)), StandardCharsets.UTF_8);
    }
}
