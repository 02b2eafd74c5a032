package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.spec.SpecValidator;
import io.prontuario.operator.support.FakeFrontDoors;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Both hosts accept connections and neither is ready: a shared dependency failed. */
@ExtendWith(ApiServerExtension.class)
class UnreadyHostsIT {
    private static final SiteName PRIMARY = new SiteName("mac-studio-1");
    private static final SiteName SECONDARY = new SiteName("mac-studio-2");

    @Test
    void theCloudTakesOverAfterUnreadyAfter(ApiServer server) {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        String namespace = server.newNamespace("unready");
        int port = Platforms.nextPort();
        FakeFrontDoors doors = new FakeFrontDoors();
        FakeFrontDoors.Box edge = doors.box("edge");
        edge.silent = false;
        edge.serving = Map.of(PRIMARY, true, SECONDARY, true, SiteName.CLOUD, true);
        PlatformFixture fixture = PlatformFixture.create(server.client(), Platforms.whole(namespace, port, "127.0.0"));
        try (FakeService primary = new FakeService("127.0.0.2", port);
                FakeService secondary = new FakeService("127.0.0.3", port);
                FakeService cloud = new FakeService("127.0.0.4", port);
                RunningOperator operator = RunningOperator.start(
                        server.adminConfig(),
                        OperatorRole.ONSITE,
                        namespace,
                        RunningOperator.bindings().with(doors).with((SpecValidator) s -> List.of()))) {
            fixture.awaitMode(PlatformStatus.Mode.Full);
            fixture.awaitCondition("CloudStandbyReady", "True", "Standby");

            primary.answer(503);
            secondary.answer(503);
            edge.serving = Map.of(PRIMARY, false, SECONDARY, false, SiteName.CLOUD, true);

            fixture.awaitMode(PlatformStatus.Mode.Emergency);
            PlatformStatus.Transition taken = fixture.now().getStatus().transitions().stream()
                    .filter(transition -> transition.to() == PlatformStatus.Mode.Emergency)
                    .findFirst()
                    .orElseThrow();
            // spec.failover.cloud.unreadyAfter is 5 s; dead hosts are withdrawn after 2 s.
            assertThat(Duration.between(Instant.parse(taken.detectedAt()), Instant.parse(taken.decidedAt())))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(5));
            assertThat(fixture.now().getStatus().activeSite()).isEqualTo("cloud");
        }
    }
}
