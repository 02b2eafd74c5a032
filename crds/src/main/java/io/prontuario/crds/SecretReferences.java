package io.prontuario.crds;

import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Secrets that a platform object names for the cluster on site, and the keys that are read from each. Pure. */
public final class SecretReferences {
    /** Of a Secret of type {@code kubernetes.io/tls}. */
    public static final Set<String> TLS_KEYS = Set.of("tls.crt", "tls.key");

    private static final String AUTH_KEYS = "AUTH_KEYS";
    private static final String CLOUD_PASSWORD = "CLOUD_RECORDS_PASSWORD";

    private final List<Reference> references = new ArrayList<>();

    private SecretReferences() {}

    /**
     * @param field where the object names it
     * @param keys that have to be in it; a service gets every other one as an environment variable, too
     */
    public record Reference(String secret, String field, Set<String> keys) {
        public Reference {
            keys = Set.copyOf(keys);
        }
    }

    /** In the order of the spec. */
    public static List<Reference> onSite(PlatformSpec spec) {
        SecretReferences all = new SecretReferences();
        all.frontDoor(spec.edge());
        if (spec.cloud() != null && spec.cloud().kubeconfigSecretRef() != null) {
            all.add(spec.cloud().kubeconfigSecretRef(), "spec.cloud.kubeconfigSecretRef", Set.of("kubeconfig"));
        }
        for (ServiceSpec service : spec.services()) {
            all.service(service);
        }
        PostgresSpec postgres = spec.postgres();
        if (postgres != null && postgres.location() == PostgresSpec.Location.OnSite) {
            all.add(
                    postgres.credentialsSecretRef(),
                    "spec.data.postgres.credentialsSecretRef",
                    Set.of(PostgresSpec.PASSWORD_KEY));
        }
        if (spec.names() != null && spec.names().onsiteView() != null) {
            all.add(
                    spec.names().onsiteView().rfc2136().keySecretRef(),
                    "spec.names.onsiteView.rfc2136.keySecretRef",
                    Set.of("secret"));
        }
        if (spec.announcements() != null) {
            spec.announcements()
                    .webhooks()
                    .forEach(webhook -> all.add(
                            webhook.keySecretRef(),
                            "spec.announcements.webhooks[" + webhook.name() + "].keySecretRef",
                            Set.of("key")));
        }
        return List.copyOf(all.references);
    }

    private void add(String secret, String field, Set<String> keys) {
        references.add(new Reference(secret, field, keys));
    }

    private void frontDoor(@Nullable EdgeSpec edge) {
        if (edge == null) {
            return;
        }
        for (EdgeSpec.Frontend frontend : edge.frontends()) {
            if (frontend.tlsSecretRef() != null) {
                add(frontend.tlsSecretRef(), "spec.edge.frontends[" + frontend.name() + "].tlsSecretRef", TLS_KEYS);
            }
        }
    }

    /** What the API reads is expected in the first of its Secrets. */
    private void service(ServiceSpec service) {
        Set<String> keys = service.kind() == ServiceSpec.Kind.Api ? ofTheApi(service) : Set.of();
        for (String secret : service.envFromSecret()) {
            add(secret, "spec.services[" + service.name() + "].envFromSecret", keys);
            keys = Set.of();
        }
    }

    /** docs/reference/services.md says what they are. */
    private static Set<String> ofTheApi(ServiceSpec service) {
        Set<String> keys = new LinkedHashSet<>(Set.of(PostgresSpec.PASSWORD_KEY));
        if (!"disabled".equals(service.env().get("AUTH"))) {
            keys.add(AUTH_KEYS);
        }
        if (service.jobs().stream().anyMatch(job -> job.env().containsKey("CLOUD_RECORDS_URL"))) {
            keys.add(CLOUD_PASSWORD);
        }
        return keys;
    }
}
