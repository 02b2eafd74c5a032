package io.prontuario.cli.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.prontuario.cli.CliException;
import io.prontuario.cli.ExitCode;
import io.prontuario.cli.action.Cluster;
import io.prontuario.continuity.model.Vantage;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Scenario;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.config.OperatorProcess;
import io.prontuario.operator.config.OperatorSettings;
import io.prontuario.operator.drill.DrillSafety;
import io.prontuario.operator.frontdoor.SilentFrontDoors;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.ApiServerExtension;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A failover test from the command's side, with the real operator on a real API server. */
@ExtendWith(ApiServerExtension.class)
class DrillRunIT {
    /** Node ports are the cluster's: every test gets its own. */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(31_990);

    private final int port = NEXT_PORT.getAndIncrement();

    @TempDir
    Path folder;

    private final List<HttpServer> sites = new ArrayList<>();
    private final StringWriter said = new StringWriter();
    private Cluster cluster;
    private OperatorProcess operator;

    @BeforeEach
    void start(ApiServer server) throws Exception {
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        server.applyFromClasspath(DrillCrd.RESOURCE);
        String namespace = server.newNamespace("failover-test");
        cluster = Cluster.of(
                new KubernetesClientBuilder().withConfig(server.adminConfig()).build(), namespace);
        for (String address : List.of("127.0.0.22", "127.0.0.23", "127.0.0.24")) {
            sites.add(site(address, port));
        }
        cluster.client()
                .resource(PlatformYaml.read(
                        """
                        apiVersion: platform.prontuario.io/v1alpha1
                        kind: ProntuarioPlatform
                        metadata: {name: hospital, namespace: %s}
                        spec:
                          hosts:
                            - {name: mac-studio-1, role: Primary, address: 127.0.0.22}
                            - {name: mac-studio-2, role: Secondary, address: 127.0.0.23}
                          cloud: {address: 127.0.0.24}
                          services:
                            - name: api
                              kind: Api
                              image: localhost/prontuario-api:dev
                              port: 8080
                              nodePort: %d
                              profiles: {emergency: {replicas: 1}}
                          health: {interval: 1s, timeout: 900ms, failureThreshold: 2, successThreshold: 2}
                          failover: {failback: {stabilization: 2s}}
                        """
                                .formatted(namespace, port)))
                .create();
        operator = new OperatorProcess(
                new OperatorSettings(
                        Vantage.ONSITE,
                        namespace,
                        0,
                        new OperatorSettings.Lease(
                                Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofMillis(500)),
                        Path.of("ca.crt"),
                        Path.of("token"),
                        "failover-test"),
                Clients.of(server.adminConfig()),
                new SilentFrontDoors(),
                spec -> List.of());
        operator.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> DrillSafety.mayBegin(platform().getStatus()).isEmpty());
    }

    @AfterEach
    void stop() {
        operator.close();
        cluster.close();
        sites.forEach(site -> site.stop(0));
    }

    @Test
    void aTestThatPassesIsRestoredAndKeptAndTheNextOneIsComparedWithIt() throws Exception {
        Evidence first = run(Duration.ofSeconds(5), "primary-dies-1");
        assertThat(first.verdict()).as(first.why()).isEqualTo(Evidence.Verdict.PASSED);
        assertThat(first.targets()).containsExactly("mac-studio-1");
        assertThat(first.requests()).isGreaterThan(10);
        assertThat(first.restoredAt()).isNotNull();
        assertThat(first.configurationHash()).isEqualTo(platform().getStatus().specHash());
        assertThat(replicas()).isEqualTo(1);
        assertThat(folder.resolve("primary-dies-1.html")).exists();
        assertThat(folder.resolve("primary-dies-1.xml")).exists();

        Evidence second = run(Duration.ZERO, "primary-dies-2");
        assertThat(second.verdict()).isEqualTo(Evidence.Verdict.OBJECTIVE_MISSED);
        assertThat(second.lastRun()).isNotNull();
        assertThat(second.lastRun().name()).isEqualTo("primary-dies-1");
        assertThat(second.lastRun().sameSpec()).isTrue();
        assertThat(cluster.client()
                        .leases()
                        .inNamespace(cluster.namespace())
                        .withName(DrillLease.NAME)
                        .get())
                .isNull();
    }

    @Test
    void oneRunnerAtATimeAndOnlyWhenEverythingAnswersBefore() throws Exception {
        try (DrillLease other = new DrillLease(cluster.client(), cluster.namespace(), "somebody", Clock.systemUTC())) {
            other.acquire();
            assertThatThrownBy(() -> run(Duration.ofSeconds(5), "primary-dies-3"))
                    .isInstanceOfSatisfying(CliException.class, refused -> assertThat(refused.code())
                            .isEqualTo(ExitCode.REFUSED))
                    .hasMessageContaining("one failover test at a time: somebody runs one");
        }
        sites.get(0).stop(0);
        assertThatThrownBy(() -> run(Duration.ofSeconds(5), "primary-dies-4"))
                .hasMessageContaining("does not answer every request before anything has failed");
        assertThat(cluster.client()
                        .resources(io.prontuario.crds.v1alpha1.FailoverDrill.class)
                        .inNamespace(cluster.namespace())
                        .list()
                        .getItems())
                .isEmpty();
    }

    private Evidence run(Duration objective, String name) throws IOException, InterruptedException {
        Duration hold = Duration.ofSeconds(4);
        FailoverDrillSpec drill = new FailoverDrillSpec(
                "hospital",
                Scenario.PrimaryDies,
                Driver.Workload,
                List.of(),
                null,
                Instant.now().plus(hold).plusSeconds(30).toString(),
                "a test",
                false);
        DrillPlan plan = DrillPlan.of(platform(), drill, hold, objective);
        return new DrillRun(cluster, Clock.systemUTC(), new PrintWriter(said, true), new EvidenceFiles(folder))
                .run(plan, name, URI.create("http://127.0.0.22:" + port + "/readyz"), null, OutsideFault.none());
    }

    private ProntuarioPlatform platform() {
        return cluster.get("hospital");
    }

    private int replicas() {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(cluster.namespace())
                .withName("api-mac-studio-1")
                .get()
                .getSpec()
                .getReplicas();
    }

    private static HttpServer site(String address, int port) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(address, port), 16);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().add("X-Prontuario-Site", address);
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        return server;
    }
}
