package io.prontuario.operator.act;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.desired.PlatformRef;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The front door's certificates from their Secrets, read at most once a minute. While the API server is unavailable, the last ones read are used. */
public final class Certificates {
    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);
    private static final Duration FRESH = Duration.ofMinutes(1);

    private final KubernetesClient client;
    private final Clock clock;
    private final Map<String, Read> cache = new ConcurrentHashMap<>();

    public Certificates(KubernetesClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    private record Read(Instant at, @Nullable String pem) {}

    /** Chain and private key as one PEM, by Secret name; a Secret that is not there is left out. */
    Map<String, String> of(PlatformRef platform, PlatformSpec spec) {
        Map<String, String> pems = new TreeMap<>();
        if (spec.edge() == null) {
            return pems;
        }
        for (EdgeSpec.Frontend frontend : spec.edge().frontends()) {
            String secret = frontend.tlsSecretRef();
            if (secret != null) {
                String pem = read(platform.namespace(), secret);
                if (pem != null) {
                    pems.put(secret, pem);
                }
            }
        }
        return pems;
    }

    private @Nullable String read(String namespace, String name) {
        String key = namespace + '/' + name;
        Read known = cache.get(key);
        Instant now = clock.instant();
        // A missing Secret is read every time, because it may be created at any moment.
        if (known != null && known.pem() != null && now.isBefore(known.at().plus(FRESH))) {
            return known.pem();
        }
        try {
            Secret secret =
                    client.secrets().inNamespace(namespace).withName(name).get();
            Read read = new Read(now, secret == null ? null : pem(secret));
            cache.put(key, read);
            return read.pem();
        } catch (KubernetesClientException e) {
            LOG.warn("Secret {} could not be read; its last content is used until it can be", name, e);
            return known == null ? null : known.pem();
        }
    }

    private static @Nullable String pem(Secret secret) {
        Map<String, String> data = secret.getData();
        if (data == null || data.get("tls.crt") == null || data.get("tls.key") == null) {
            LOG.warn(
                    "Secret {} has no tls.crt or no tls.key; its frontend gets no certificate until it has both",
                    secret.getMetadata().getName());
            return null;
        }
        return decode(data.get("tls.crt")) + decode(data.get("tls.key"));
    }

    private static String decode(String base64) {
        String text = new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        return text.endsWith("\n") ? text : text + "\n";
    }
}
