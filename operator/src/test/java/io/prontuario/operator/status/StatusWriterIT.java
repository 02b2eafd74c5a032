package io.prontuario.operator.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.support.Platforms;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@EnableKubernetesMockClient
class StatusWriterIT {
    private static final String PATH =
            "/apis/platform.prontuario.io/v1alpha1/namespaces/prontuario/prontuarioplatforms/hospital/status";

    KubernetesMockServer server;
    KubernetesClient client;
    private ProntuarioPlatform platform;
    private PlatformStatus wanted;

    @BeforeEach
    void read() {
        platform = Platforms.twoHosts("prontuario", 30080);
        platform.getMetadata().setResourceVersion("41");
        wanted = StatusReport.nothingAccepted(
                null,
                List.of(OperatorCondition.of(
                        "SpecValid", io.prontuario.continuity.model.Condition.Status.False, "Invalid", "m")),
                1,
                Instant.EPOCH);
    }

    @Test
    void nothingIsSentWhenNothingChanged() {
        platform.setStatus(wanted);
        assertThat(writer().write(platform, wanted)).isInstanceOf(StatusWriter.Outcome.Unchanged.class);
        assertThat(server.getRequestCount()).isZero();
    }

    @Test
    void everyWriteCarriesTheVersionThatWasRead() throws Exception {
        server.expect().put().withPath(PATH).andReturn(200, platform).once();
        assertThat(writer().write(platform, wanted)).isInstanceOf(StatusWriter.Outcome.Written.class);
        assertThat(server.getLastRequest().getBody().readUtf8()).contains("\"resourceVersion\":\"41\"");
    }

    @Test
    void aConflictIsAnOutcomeAndNotAnError() {
        server.expect()
                .put()
                .withPath(PATH)
                .andReturn(
                        409,
                        new StatusBuilder().withCode(409).withReason("Conflict").build())
                .once();
        assertThat(writer().write(platform, wanted)).isInstanceOf(StatusWriter.Outcome.Conflict.class);
    }

    @Test
    void aFailingApiServerIsAnErrorWithinSeconds() {
        server.expect().put().withPath(PATH).andReturn(503, "").always();
        long start = System.nanoTime();
        assertThatThrownBy(() -> new StatusWriter(Clients.of(client.getConfiguration())).write(platform, wanted))
                .isInstanceOfSatisfying(KubernetesClientException.class, e -> assertThat(e.getCode())
                        .isEqualTo(503));
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    private StatusWriter writer() {
        return new StatusWriter(client);
    }
}
