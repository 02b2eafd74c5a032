package io.prontuario.operator.config;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/** Kubernetes clients whose every request ends within seconds. */
public final class Clients {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int REQUEST_MILLIS = 4_000;

    private Clients() {}

    public static KubernetesClient of(Config config) {
        return new KubernetesClientBuilder()
                .withConfig(bounded(config))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    static Config bounded(Config config) {
        return new ConfigBuilder(config)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                // Callers retry by themselves; a client that retries for minutes would hide the failure.
                .withRequestRetryBackoffLimit(1)
                .withRequestRetryBackoffInterval(200)
                // HTTP/2 has one connection: when its peer dies silently, every request times out until TCP gives up
                // after 15 minutes. Over HTTP/1.1 the request after a timed-out one opens a new connection.
                .withHttp2Disable(true)
                .withWatchReconnectInterval(1_000)
                .build();
    }
}
