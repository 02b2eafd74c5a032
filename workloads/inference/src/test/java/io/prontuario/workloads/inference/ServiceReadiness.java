package io.prontuario.workloads.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;

/** Waits until a service is ready. */
public final class ServiceReadiness {
    private static final Duration LIMIT = Duration.ofSeconds(90);

    private ServiceReadiness() {}

    /** Waits until every model is served; fails with the service's reason. */
    public static void awaitReady(InferenceService service) {
        await().atMost(LIMIT).pollInterval(Duration.ofMillis(10)).untilAsserted(() -> assertThat(
                        service.models().current().ready())
                .as(service.models().current().reason())
                .isTrue());
    }
}
