package io.prontuario.cli.drill;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.cli.Main;
import io.prontuario.cli.action.Cluster;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.DrillCrd;
import io.prontuario.crds.PlatformCrd;
import io.prontuario.crds.PlatformYaml;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec;
import io.prontuario.crds.v1alpha1.ProntuarioPlatform;
import io.prontuario.operator.config.Clients;
import io.prontuario.operator.config.OperatorProcess;
import io.prontuario.operator.config.OperatorSettings;
import io.prontuario.operator.drill.DrillSafety;
import io.prontuario.operator.frontdoor.SilentFrontDoors;
import io.prontuario.operator.observe.ProjectionPoller;
import io.prontuario.operator.reconcile.Bindings;
import io.prontuario.testing.ApiServer;
import io.prontuario.testing.FakeService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A platform of two hosts and a cloud with a real operator and a real API server, and the command line. */
final class DrillPlatform implements AutoCloseable {
    /** Node ports are unique in a cluster: every test uses another one. */
    private static final AtomicInteger NEXT_PORT = new AtomicInteger(31_990);

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final int port = NEXT_PORT.getAndIncrement();
    private final List<FakeService> sites = new ArrayList<>();
    private final Path folder;
    private final Path kubeconfig;
    private final Cluster cluster;
    private final OperatorProcess operator;

    /** Exit status and output of a command. */
    record Ran(int status, String said) {}

    /** @param folder for evidence, hooks and the kubeconfig */
    DrillPlatform(ApiServer server, Path folder) throws Exception {
        this.folder = folder;
        this.kubeconfig = server.kubeconfig();
        server.applyFromClasspath(PlatformCrd.RESOURCE);
        server.applyFromClasspath(DrillCrd.RESOURCE);
        String namespace = server.newNamespace("failover-test");
        cluster = Cluster.of(
                new KubernetesClientBuilder().withConfig(server.adminConfig()).build(), namespace);
        for (String address : List.of("127.0.0.22", "127.0.0.23", "127.0.0.24")) {
            sites.add(new FakeService(address, port));
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
                        OperatorRole.ONSITE,
                        namespace,
                        0,
                        new OperatorSettings.Lease(
                                Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofMillis(500)),
                        Path.of("ca.crt"),
                        Path.of("token"),
                        "failover-test"),
                Clients.of(server.adminConfig()),
                new Bindings(
                        new SilentFrontDoors(),
                        new SilentFrontDoors(),
                        Optional.empty(),
                        spec -> List.of(),
                        Clients::of,
                        ProjectionPoller.Options.IN_CLUSTER,
                        Clock.systemUTC()));
        operator.start();
        awaitSafe();
    }

    void awaitSafe() {
        await().atMost(TIMEOUT)
                .until(() -> DrillSafety.mayBegin(platform().getStatus()).isEmpty());
    }

    Cluster cluster() {
        return cluster;
    }

    ProntuarioPlatform platform() {
        return cluster.get("hospital");
    }

    /** @param entry of the calendar, in YAML; suspended, so that only drills that a test makes run */
    void schedule(String entry) {
        cluster.client()
                .resources(ProntuarioPlatform.class)
                .inNamespace(cluster.namespace())
                .withName("hospital")
                .patch(
                        PatchContext.of(PatchType.JSON_MERGE),
                        Serialization.asJson(Map.of(
                                "spec",
                                Map.of("drills", List.of(Serialization.unmarshal("--- " + entry, Map.class))))));
    }

    /** The drill that the calendar would make now. */
    FailoverDrill scheduled(String entry, Instant now) {
        FailoverDrill drill = new FailoverDrill();
        drill.setMetadata(new ObjectMetaBuilder()
                .withName("hospital-" + entry + "-1")
                .withNamespace(cluster.namespace())
                .addToLabels("platform.prontuario.io/calendar-entry", entry)
                .addToAnnotations(
                        "platform.prontuario.io/scheduled-at",
                        now.truncatedTo(ChronoUnit.SECONDS).toString())
                .build());
        drill.setSpec(new FailoverDrillSpec(
                "hospital",
                FailoverDrillSpec.Scenario.PrimaryDies,
                FailoverDrillSpec.Driver.Host,
                List.of(),
                null,
                now.plus(Duration.ofMinutes(10)).toString(),
                "the drill calendar, entry " + entry,
                false));
        return cluster.client().resource(drill).create();
    }

    void stopPrimary() {
        sites.get(0).die();
    }

    List<FailoverDrill> drills() {
        return cluster.client()
                .resources(FailoverDrill.class)
                .inNamespace(cluster.namespace())
                .list()
                .getItems();
    }

    int replicas() {
        return cluster.client()
                .apps()
                .deployments()
                .inNamespace(cluster.namespace())
                .withName("api-mac-studio-1")
                .get()
                .getSpec()
                .getReplicas();
    }

    /** Runs {@code prontuario failover test WORDS} and types the platform's name at the prompt. */
    Ran failoverTest(String... words) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said, true);
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream("hospital\n".getBytes(StandardCharsets.UTF_8)));
        try {
            CommandLine line = Main.commandLine().setOut(out).setErr(out);
            return new Ran(line.execute(arguments(words)), said.toString());
        } finally {
            System.setIn(before);
        }
    }

    /** The same command as a process. */
    ProcessBuilder process(String... words) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.prontuario.cli.Main"));
        line.addAll(List.of(arguments(words)));
        return new ProcessBuilder(line).redirectErrorStream(true);
    }

    private String[] arguments(String... words) {
        List<String> all = new ArrayList<>(List.of("failover", "test"));
        all.addAll(List.of(words));
        if (!words[0].equals("report")) {
            all.addAll(List.of("--kubeconfig", kubeconfig.toString(), "-n", cluster.namespace()));
        }
        if (words[0].equals("run")) {
            all.addAll(List.of("--evidence", folder.toString(), "--url", "http://127.0.0.22:" + port + "/readyz"));
        }
        return all.toArray(String[]::new);
    }

    /** Evidence of every run, newest first. */
    List<Evidence> evidence() throws IOException {
        return new EvidenceFiles(folder).all();
    }

    /** An executable; {@code $LOG} in it is a file that {@link #log()} reads. */
    String script(String name, String text) throws IOException {
        Path file = Files.writeString(
                folder.resolve(name), "#!/bin/bash\n" + text.replace("$LOG", "'" + folder.resolve("hook.log") + "'"));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
        return file.toString();
    }

    List<String> log() throws IOException {
        Path log = folder.resolve("hook.log");
        return Files.exists(log) ? Files.readAllLines(log) : List.of();
    }

    Stream<Path> files() throws IOException {
        return Files.list(folder);
    }

    @Override
    public void close() {
        operator.close();
        cluster.close();
        sites.forEach(FakeService::close);
    }
}
