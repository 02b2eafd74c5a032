package io.prontuario.cli.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class PauseServiceIT {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private final PauseService pausing = new PauseService(Clock.fixed(NOW, ZoneOffset.UTC));
    private Cluster cluster;

    @BeforeEach
    void platform(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        cluster = Cluster.of(
                new KubernetesClientBuilder().withConfig(server.adminConfig()).build(), server.newNamespace("pause"));
        ProntuarioPlatform platform = PlatformYaml.read(java.nio.file.Path.of("../examples/mac-studio-ha.yaml"));
        platform.getMetadata().setNamespace(cluster.namespace());
        cluster.client().resource(platform).serverSideApply();
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @Test
    void pauseAndResumeWriteOnlyThePause() {
        var before = cluster.get("hospital").getSpec();
        assertThat(pausing.pause(cluster, null, Duration.ofMinutes(30), "disk swap")
                        .inWords())
                .contains("paused until 2026-03-01T10:30:00Z");
        var pause = cluster.get("hospital").getSpec().failover().pause();
        assertThat(pause.until()).isEqualTo("2026-03-01T10:30:00Z");
        assertThat(pause.reason()).isEqualTo("disk swap");
        assertThat(pausing.resume(cluster, "hospital").inWords()).contains("possible again");
        assertThat(cluster.get("hospital").getSpec()).isEqualTo(before);
        assertThat(pausing.resume(cluster, "hospital").inWords()).contains("was not paused");
    }

    @Test
    void aMissingPlatformIsBadInput() {
        assertThatThrownBy(() -> pausing.pause(cluster, "clinic", Duration.ofMinutes(1), "x"))
                .isInstanceOfSatisfying(
                        CliException.class, e -> assertThat(e.code()).isEqualTo(ExitCode.BAD_INPUT))
                .hasMessageContaining("clinic");
    }
}
