package io.prontuario.operator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** One platform object on a real API server, and what tests read of it. */
public record PlatformFixture(KubernetesClient client, ProntuarioPlatform created) {
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    public static PlatformFixture create(KubernetesClient client, ProntuarioPlatform platform) {
        return new PlatformFixture(client, client.resource(platform).create());
    }

    public String namespace() {
        return created.getMetadata().getNamespace();
    }

    public ProntuarioPlatform now() {
        return client.resource(created).get();
    }

    public void change(UnaryOperator<PlatformSpec> change) {
        // The operator writes status at the same time; kubectl retries too.
        await().atMost(TIMEOUT)
                .ignoreExceptionsMatching(PlatformFixture::isConflict)
                .until(() -> {
                    ProntuarioPlatform platform = now();
                    platform.setSpec(change.apply(platform.getSpec()));
                    return client.resource(platform).update() != null;
                });
    }

    private static boolean isConflict(Throwable e) {
        return e instanceof KubernetesClientException refused && refused.getCode() == 409;
    }

    public Optional<Condition> condition(String type) {
        PlatformStatus status = now().getStatus();
        return status == null
                ? Optional.empty()
                : status.conditions().stream()
                        .filter(condition -> condition.getType().equals(type))
                        .findFirst();
    }

    public List<Event> events(String reason) {
        return client.v1().events().inNamespace(namespace()).list().getItems().stream()
                .filter(event -> reason.equals(event.getReason()))
                .toList();
    }

    public void awaitMode(PlatformStatus.Mode mode) {
        awaitStatus(status -> assertThat(status.mode()).isEqualTo(mode));
    }

    public void awaitStatus(Consumer<PlatformStatus> holds) {
        await().atMost(TIMEOUT).untilAsserted(() -> {
            PlatformStatus status = now().getStatus();
            assertThat(status).isNotNull();
            holds.accept(status);
        });
    }

    public void awaitCondition(String type, String status, String reason) {
        await().atMost(TIMEOUT).untilAsserted(() -> assertThat(condition(type))
                .hasValueSatisfying(condition -> assertThat(condition.getStatus() + "/" + condition.getReason())
                        .as(condition.getMessage())
                        .isEqualTo(status + "/" + reason)));
    }
}
