package io.prontuario.operator.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.operator.frontdoor.RouteOrder;
import io.prontuario.operator.support.FakeFrontDoors;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.FakeService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(ApiServerExtension.class)
class FrontDoorIT {
    private static final SiteName PRIMARY = new SiteName("mac-studio-1");
    private static final SiteName SECONDARY = new SiteName("mac-studio-2");

    private final FakeFrontDoors doors = new FakeFrontDoors();
    private final FakeFrontDoors.Box edge = doors.box("edge");
    private final FakeFrontDoors.Box onPrimary = doors.box("mac-studio-1");
    private ApiServer server;
    private KubernetesClient client;
    private String namespace;
    private int port;
    private FakeService primary;
    private FakeService secondary;
    private PlatformFixture fixture;

    @BeforeEach
    void start(ApiServer apiServer) {
        server = apiServer;
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        client = server.client();
        namespace = server.newNamespace("doors");
        port = Platforms.nextPort();
        primary = new FakeService("127.0.0.2", port);
        secondary = new FakeService("127.0.0.3", port);
        fixture = PlatformFixture.create(client, Platforms.whole(namespace, port, "127.0.0"));
        edge.silent = false;
        edge.serving = Map.of(PRIMARY, true, SECONDARY, true, SiteName.CLOUD, false);
    }

    @AfterEach
    void stop() {
        primary.close();
        secondary.close();
    }

    @Test
    void everyBoxThatAnswersGetsTheRoutesTheCertificateAndTheHeartbeat() {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName("front-door-tls")
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("tls.crt", "CERTIFICATE", "tls.key", "KEY"))
                        .build())
                .create();
        onPrimary.silent = false;
        onPrimary.bootId = Optional.of("boot-1");
        onPrimary.serving = edge.serving;
        try (RunningOperator operator = run(OperatorRole.ONSITE)) {
            fixture.awaitMode(PlatformStatus.Mode.Full);
            await().atMost(PlatformFixture.TIMEOUT).until(() -> onPrimary.latched);
            await().atMost(PlatformFixture.TIMEOUT)
                    .untilAsserted(() -> assertThat(last(edge.routes).admitted())
                            .containsExactlyInAnyOrder(PRIMARY, SECONDARY, SiteName.CLOUD));
            RouteOrder order = last(edge.routes);
            assertThat(order.certificates()).containsEntry("front-door-tls", "CERTIFICATE\nKEY\n");
            assertThat(order.token().generation()).isEqualTo(1);
            assertThat(order.token().epoch())
                    .isEqualTo(fixture.now().getStatus().epoch());
            assertThat(doors.box("mac-studio-2").routes)
                    .as("a box that does not answer")
                    .isEmpty();
            await().atMost(PlatformFixture.TIMEOUT).until(() -> edge.heartbeats.size() > 2);
            List<Heartbeat> beats = List.copyOf(edge.heartbeats);
            assertThat(beats).isSortedAccordingTo(java.util.Comparator.comparingLong(Heartbeat::sequence));
            assertThat(last(beats).specHash())
                    .isEqualTo(fixture.now().getStatus().specHash());
            assertThat(operator.passes()).isPositive();
        }
    }

    @Test
    void aRefusedConfigurationIsACondition() {
        edge.answer = new AgentAnswer.Refused("haproxy.cfg line 12: unknown keyword");
        try (RunningOperator operator = run(OperatorRole.ONSITE)) {
            fixture.awaitCondition("RoutesConverged", "False", "ConfigurationRefused");
            assertThat(fixture.condition("RoutesConverged"))
                    .hasValueSatisfying(condition -> assertThat(condition.getMessage())
                            .contains("spec.edge", "keeps the last valid one", "unknown keyword"));

            edge.answer = new AgentAnswer.Applied(AgentAnswer.Change.RELOAD, "");
            fixture.awaitCondition("RoutesConverged", "True", "Converged");
            assertThat(operator.passes()).isPositive();
        }
    }

    @Test
    void theCloudScalesTheEmergencyProfileAndConfiguresNoFrontDoor() {
        try (FakeService cloud = new FakeService("127.0.0.4", port);
                RunningOperator operator = run(OperatorRole.CLOUD)) {
            edge.relayed = Optional.of(new Heartbeat(1, "another", Mode.FULL, 1));
            await().atMost(PlatformFixture.TIMEOUT).until(() -> replicas() == 1);
            fixture.awaitCondition("SpecInSync", "False", "SpecsDiffer");

            primary.die();
            secondary.die();
            edge.serving = Map.of(PRIMARY, false, SECONDARY, false, SiteName.CLOUD, true);

            fixture.awaitMode(PlatformStatus.Mode.Emergency);
            await().atMost(PlatformFixture.TIMEOUT).until(() -> replicas() == 3);
            assertThat(fixture.events("EmergencyProfile")).hasSize(1);
            assertThat(fixture.now().getStatus().activeSite()).isEqualTo("cloud");
            assertThat(edge.routes).isEmpty();
            assertThat(edge.heartbeats).isEmpty();
            assertThat(operator.sample("gcp_fallback_active")).isEqualTo(1);
            assertThat(client.services().inNamespace(namespace).list().getItems())
                    .extracting(service -> service.getMetadata().getName())
                    .containsExactlyInAnyOrder("api", "api-cloud", "records-cloud");
        }
    }

    @Test
    void aCloudThatReachesNothingOnSiteChangesNothing() {
        try (FakeService cloud = new FakeService("127.0.0.4", port);
                RunningOperator operator = run(OperatorRole.CLOUD)) {
            await().atMost(PlatformFixture.TIMEOUT).until(() -> replicas() == 1);
            fixture.awaitStatus(status -> assertThat(status.mode()).isEqualTo(PlatformStatus.Mode.Full));

            primary.die();
            secondary.die();
            edge.silent = true;

            fixture.awaitCondition("CloudStandbyReady", "False", "SiteSilent");
            operator.awaitPasses(20);
            assertThat(fixture.now().getStatus().mode()).isNotEqualTo(PlatformStatus.Mode.Emergency);
            assertThat(fixture.now().getStatus().sites())
                    .filteredOn(site -> site.name().startsWith("mac-studio"))
                    .extracting(PlatformStatus.Site::reason)
                    .allSatisfy(reason ->
                            assertThat(reason).contains("the network path is cut, or the whole location is down"));
            assertThat(replicas()).isEqualTo(1);
        }
    }

    private RunningOperator run(OperatorRole role) {
        return RunningOperator.start(
                server.adminConfig(),
                role,
                namespace,
                RunningOperator.bindings().with(doors));
    }

    private int replicas() {
        var deployment = client.apps()
                .deployments()
                .inNamespace(namespace)
                .withName("api-cloud")
                .get();
        return deployment == null ? -1 : deployment.getSpec().getReplicas();
    }

    private static <T> T last(List<T> list) {
        return list.get(list.size() - 1);
    }
}
