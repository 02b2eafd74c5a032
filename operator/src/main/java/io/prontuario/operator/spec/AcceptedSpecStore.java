package io.prontuario.operator.spec;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.desired.Labels;
import io.prontuario.operator.desired.PlatformRef;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accepted spec in the ConfigMap {@code NAME-accepted}, so that a restarted operator that finds an invalid spec
 * still has the last valid one. A text that does not match its hash was edited by hand and is not used.
 */
public final class AcceptedSpecStore {
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedSpecStore.class);
    private static final String SPEC = "spec.json";
    private static final String HASH = "hash";
    private static final String GENERATION = "generation";

    private final KubernetesClient client;
    private final KubernetesSerialization json;

    public AcceptedSpecStore(KubernetesClient client) {
        this.client = client;
        this.json = client.getKubernetesSerialization();
    }

    static String name(PlatformRef platform) {
        return platform.name() + "-accepted";
    }

    /** The object that should exist for an accepted spec; applied and repaired like any other owned object. */
    public ConfigMap desired(PlatformRef platform, AcceptedSpec accepted) {
        return new ConfigMapBuilder()
                .withMetadata(Labels.ownedMetadata(platform, name(platform)))
                .withData(Map.of(
                        SPEC, json.asJson(accepted.spec()),
                        HASH, accepted.hash(),
                        GENERATION, Long.toString(accepted.generation())))
                .build();
    }

    /** @throws io.fabric8.kubernetes.client.KubernetesClientException when the API server cannot be asked */
    Optional<AcceptedSpec> load(PlatformRef platform) {
        ConfigMap stored = client.configMaps()
                .inNamespace(platform.namespace())
                .withName(name(platform))
                .get();
        return stored == null ? Optional.empty() : read(stored.getData(), platform);
    }

    private Optional<AcceptedSpec> read(@Nullable Map<String, String> data, PlatformRef platform) {
        if (data == null || data.get(SPEC) == null) {
            return Optional.empty();
        }
        try {
            PlatformSpec spec = json.unmarshal(data.get(SPEC), PlatformSpec.class);
            AcceptedSpec accepted = AcceptedSpec.of(spec, Long.parseLong(data.getOrDefault(GENERATION, "0")));
            if (!accepted.hash().equals(data.get(HASH))) {
                LOG.warn(
                        "ConfigMap {} was edited by hand; its spec is not used, and the next valid spec replaces it",
                        name(platform));
                return Optional.empty();
            }
            return Optional.of(accepted);
        } catch (RuntimeException unreadable) {
            LOG.warn(
                    "ConfigMap {} cannot be parsed; its spec is not used, and the next valid spec replaces it",
                    name(platform),
                    unreadable);
            return Optional.empty();
        }
    }
}
