package io.prontuario.operator.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.NamesSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.names.AddressRecords;
import io.prontuario.names.AuthoritativeServers;
import io.prontuario.names.DnsProvider;
import io.prontuario.names.NameServer;
import io.prontuario.operator.secret.SecretReader;
import io.prontuario.operator.spec.SpecValidator;
import io.prontuario.operator.support.FakeFrontDoors;
import io.prontuario.operator.support.PlatformFixture;
import io.prontuario.operator.support.Platforms;
import io.prontuario.operator.support.RunningOperator;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import io.prontuario.testing.BindServer;
import io.prontuario.testing.FakeService;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A running operator on a real API server, with real name servers: a primary and a secondary. */
@ExtendWith(ApiServerExtension.class)
class DnsControllerIT {
    private static final String NAME = "prontuario." + BindServer.ZONE;
    private static final SiteName PRIMARY = new SiteName("mac-studio-1");
    private static final SiteName SECONDARY = new SiteName("mac-studio-2");
    private static final List<String> SITE = List.of("127.0.0.6");
    private static final List<String> CLOUD = List.of("198.51.100.20");

    @TempDir
    Path primaryFolder;

    @TempDir
    Path secondaryFolder;

    private final FakeFrontDoors doors = new FakeFrontDoors();
    private final FakeFrontDoors.Box edge = doors.box("edge");
    private ApiServer server;
    private KubernetesClient client;
    private String namespace;
    private BindServer named;
    private BindServer copy;
    private FakeService primary;
    private FakeService secondary;
    private FakeService outside;
    private FakeService cloud;
    private PlatformFixture fixture;
    private int port;

    @BeforeEach
    void start(ApiServer apiServer) throws Exception {
        server = apiServer;
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        client = server.client();
        namespace = server.newNamespace("names");
        int second = BindServer.freePort();
        named = BindServer.primary(primaryFolder, second);
        copy = BindServer.secondary(secondaryFolder, second, named.port);
        port = Platforms.nextPort();
        primary = new FakeService("127.0.0.2", port);
        secondary = new FakeService("127.0.0.3", port);
        cloud = new FakeService("127.0.0.4", port);
        outside = new FakeService("127.0.0.6", port);
        edge.silent = false;
        edge.serving = Map.of(PRIMARY, true, SECONDARY, true, SiteName.CLOUD, false);
    }

    @AfterEach
    void stop() {
        List.of(primary, secondary, cloud, outside).forEach(FakeService::close);
        copy.close();
        named.close();
    }

    @Test
    void thePublicNameFollowsTheActiveSiteAndIsRepaired() throws Exception {
        create(publicView("cloud"), null);
        secret("tsig", BindServer.SECRET);
        try (RunningOperator operator = run(OperatorRole.CLOUD)) {
            fixture.awaitCondition("PublicNameSynced", "True", "PointsToSite");
            assertEverywhere(SITE);

            change(List.of("192.0.2.66"));
            await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> assertThat(fixture.events("DnsRecordRepaired"))
                    .anySatisfy(event -> assertThat(event.getMessage()).contains("192.0.2.66", "restored 127.0.0.6")));
            await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> assertEverywhere(SITE));

            long died = System.nanoTime();
            primary.die();
            secondary.die();
            outside.die();
            edge.silent = true;
            fixture.awaitCondition("PublicNameSynced", "True", "PointsToCloud");
            assertEverywhere(CLOUD);
            System.err.println("DnsControllerIT: both servers answered with the cloud "
                    + Duration.ofNanos(System.nanoTime() - died).toMillis()
                    + " ms after everything on site stopped answering (interval 1 s, threshold 2)");
            fixture.awaitMode(PlatformStatus.Mode.Emergency);

            primary.start();
            secondary.start();
            outside.start();
            edge.silent = false;
            fixture.awaitCondition("PublicNameSynced", "True", "PointsToSite");
            assertEverywhere(SITE);
            assertThat(fixture.events("DnsRecordChanged"))
                    .extracting(event -> event.getType())
                    .contains("Warning", "Normal");
            assertThat(operator.passes()).isPositive();
        }
    }

    @Test
    void oneSilentViewMovesNoNameAndIsReported() throws Exception {
        create(publicView("cloud"), null);
        secret("tsig", BindServer.SECRET);
        try (RunningOperator operator = run(OperatorRole.CLOUD)) {
            fixture.awaitCondition("PublicNameSynced", "True", "PointsToSite");

            primary.die();
            secondary.die();
            edge.silent = true;
            fixture.awaitCondition("CloudStandbyReady", "False", "SiteSilent");
            fixture.awaitCondition("PublicNameSynced", "Unknown", "NoTarget");
            operator.awaitPasses(15);
            assertEverywhere(SITE);
            assertThat(fixture.condition("PublicNameSynced"))
                    .hasValueSatisfying(condition -> assertThat(condition.getMessage())
                            .contains("the hospital answers from outside, but not over the VPN"));
            assertThat(fixture.now().getStatus().mode()).isNotEqualTo(PlatformStatus.Mode.Emergency);
        }
    }

    @Test
    void aWrongKeyIsReportedWithFieldAndRemedyUntilItIsCorrected() throws Exception {
        create(publicView("cloud"), null);
        try (RunningOperator operator = run(OperatorRole.CLOUD)) {
            fixture.awaitCondition("PublicNameSynced", "False", "KeyRefused");
            assertThat(fixture.condition("PublicNameSynced"))
                    .hasValueSatisfying(condition -> assertThat(condition.getMessage())
                            .contains(
                                    "spec.names.publicView.rfc2136.keySecretRef: there is no Secret tsig",
                                    "create Secret tsig in namespace " + namespace + " with key secret"));

            secret("tsig", BindServer.ONSITE_SECRET);
            await().atMost(PlatformFixture.TIMEOUT)
                    .untilAsserted(() -> assertThat(fixture.condition("PublicNameSynced"))
                            .hasValueSatisfying(condition -> assertThat(condition.getMessage())
                                    .contains("the server answers BADSIG to key cloud", "compare keyName")));
            await().atMost(PlatformFixture.TIMEOUT).untilAsserted(() -> assertThat(fixture.events("DnsUpdateFailed"))
                    .hasSize(2));
            assertThat(fixture.now().getStatus().mode())
                    .as("nothing else changes")
                    .isEqualTo(PlatformStatus.Mode.Full);

            secret("tsig", BindServer.SECRET);
            fixture.awaitCondition("PublicNameSynced", "True", "PointsToSite");
            assertThat(operator.passes()).isPositive();
        }
    }

    @Test
    void anotherKeyInTheSpecIsUsedFromThenOn() throws Exception {
        create(publicView("cloud"), null);
        secret("tsig", BindServer.SECRET);
        try (RunningOperator operator = run(OperatorRole.CLOUD)) {
            fixture.awaitCondition("PublicNameSynced", "True", "PointsToSite");

            client.resource(fixture.now()).edit(platform -> {
                platform.setSpec(with(platform.getSpec(), new NamesSpec(publicView("cloud", "other"), null)));
                return platform;
            });
            fixture.awaitCondition("PublicNameSynced", "False", "KeyRefused");
            assertThat(fixture.condition("PublicNameSynced"))
                    .hasValueSatisfying(
                            condition -> assertThat(condition.getMessage()).contains("there is no Secret other"));
            assertThat(operator.passes()).isPositive();
        }
    }

    @Test
    void onSiteTheNameIsAlwaysTheFrontDoor(@TempDir Path folder) throws Exception {
        try (BindServer site = BindServer.onsite(folder)) {
            create(
                    null,
                    new NamesSpec.OnsiteView(
                            "60s",
                            new NamesSpec.Rfc2136("127.0.0.1", site.port, BindServer.ZONE, "onsite", null, "tsig"),
                            List.of("127.0.0.1:" + site.port)));
            secret("tsig", BindServer.ONSITE_SECRET);
            try (RunningOperator operator = run(OperatorRole.ONSITE)) {
                fixture.awaitCondition("OnsiteNameSynced", "True", "PointsToFrontDoor");
                primary.die();
                secondary.die();
                edge.serving = Map.of(PRIMARY, false, SECONDARY, false, SiteName.CLOUD, true);
                fixture.awaitMode(PlatformStatus.Mode.Emergency);
                operator.awaitPasses(5);
                assertThat(says(List.of(new NameServer("127.0.0.1", site.port))))
                        .containsExactly(List.of("127.0.0.100"));
            }
        }
    }

    private void create(NamesSpec.PublicView publicView, NamesSpec.OnsiteView onsiteView) {
        ProntuarioPlatform platform = Platforms.whole(namespace, port, "127.0.0");
        platform.setSpec(with(platform.getSpec(), new NamesSpec(publicView, onsiteView)));
        fixture = PlatformFixture.create(client, platform);
    }

    private static PlatformSpec with(PlatformSpec spec, NamesSpec names) {
        return new PlatformSpec(
                spec.hosts(),
                spec.edge(),
                new CloudSpec(
                        "hospital-prontuario",
                        null,
                        null,
                        null,
                        null,
                        null,
                        "127.0.0.4",
                        NAME,
                        "hospital-example",
                        null),
                spec.services(),
                spec.models(),
                spec.data(),
                spec.health(),
                spec.failover(),
                spec.drills(),
                spec.monitoring(),
                names,
                null);
    }

    private NamesSpec.PublicView publicView(String key) {
        return publicView(key, "tsig");
    }

    private NamesSpec.PublicView publicView(String key, String secret) {
        return new NamesSpec.PublicView(
                SITE,
                CLOUD,
                port,
                "20s",
                null,
                new NamesSpec.Rfc2136("127.0.0.1", named.port, BindServer.ZONE, key, null, secret),
                List.of("127.0.0.1:" + named.port, "127.0.0.1:" + copy.port));
    }

    private void secret(String name, String key) {
        client.resource(new SecretBuilder()
                        .withNewMetadata()
                        .withName(name)
                        .withNamespace(namespace)
                        .endMetadata()
                        .withStringData(Map.of("secret", key))
                        .build())
                .createOr(existing -> existing.update());
    }

    /** As another writer with the same key. */
    private void change(List<String> addresses) throws Exception {
        DnsProvider theirs = new DnsProviders(new SecretReader(client))
                .of(DnsView.publicOf(fixture.now().getSpec()).orElseThrow(), namespace);
        AddressRecords records = new AddressRecords(NAME, Duration.ofSeconds(20), addresses);
        await().atMost(PlatformFixture.TIMEOUT)
                .until(() -> theirs.replace(theirs.records(NAME), records) == DnsProvider.WriteResult.ACCEPTED);
    }

    private void assertEverywhere(List<String> addresses) {
        assertThat(says(List.of(new NameServer("127.0.0.1", named.port), new NameServer("127.0.0.1", copy.port))))
                .containsExactly(addresses, addresses);
    }

    private static List<List<String>> says(List<NameServer> servers) {
        return new AuthoritativeServers(Duration.ofSeconds(2))
                .query(servers, NAME).values().stream()
                        .map(answer -> answer instanceof AuthoritativeServers.Answer.Found found
                                ? found.records().map(AddressRecords::addresses).orElse(List.of())
                                : List.<String>of("silent"))
                        .toList();
    }

    private RunningOperator run(OperatorRole role) {
        return RunningOperator.start(
                server.adminConfig(),
                role,
                namespace,
                RunningOperator.bindings().with(doors).with((SpecValidator) spec -> List.of()));
    }
}
