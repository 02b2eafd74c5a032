package io.prontuario.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.host.protocol.HaproxyNames;
import io.prontuario.testbed.Status.HostState;
import io.prontuario.testbed.Status.HostStatus;
import io.prontuario.testbed.WireClient.Reply;
import io.prontuario.testbed.exec.Progress;
import io.prontuario.testbed.exec.Shell;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.lifecycle.Preflight;
import io.prontuario.testbed.net.Network;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The whole test bed on this machine: clusters, every fault, and nothing left at the end. Needs root. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TestbedE2E {
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration BOOT = Duration.ofSeconds(60);
    private static final int NODE_PORT = 30099;
    private static final int READ_MILLIS = 3_000;
    private static final Path AGENT = Path.of("../host/agent/target/prontuario-host.jar");
    private static final List<String> BOXES = List.of("mac-studio-1", "mac-studio-2", "edge");

    private Testbed testbed;

    @BeforeAll
    void up() {
        Optional<String> reason = Preflight.unsupported();
        Assumptions.assumeTrue(reason.isEmpty(), () -> "SKIPPED, no cluster was tested: " + reason.orElseThrow());
        Assumptions.assumeTrue(
                Network.present().isEmpty(),
                "SKIPPED, no cluster was tested: a test bed is already up on this machine; `testbed down` first");
        testbed = Testbed.open(Path.of(System.getProperty("user.home"), ".cache", "prontuario", "e2e"));
        testbed.lifecycle().down();
        Path image = testbed.images().baseImage();
        testbed.lifecycle()
                .up(
                        Progress.lines(System.err),
                        new UpOptions(Optional.of(AGENT), Optional.empty(), List.of(image), false));
        for (Host host : Plan.HOSTS) {
            Shell.feed(pod(host), kubectl(host.cluster(), "apply", "-f", "-"));
        }
        for (Host host : Plan.HOSTS) {
            Wait.until(BOOT, () -> serves(host), () -> "the pod on " + host.name() + " does not answer");
        }
    }

    @AfterAll
    void nothingIsLeft() {
        if (testbed != null) {
            assertThat(testbed.lifecycle().down()).isEmpty();
            assertThat(Network.present()).isEmpty();
            assertThat(testbed.status().hosts()).allMatch(host -> host.state() == HostState.OFF);
        }
    }

    @Test
    @Order(1)
    void everyNodeIsReadyAndTheEdgeHoldsTheAddress() {
        assertThat(testbed.status().hosts())
                .allSatisfy(host -> assertThat(host.state()).isEqualTo(HostState.RUNNING))
                .allSatisfy(host -> assertThat(host.node()).isEqualTo("Ready"));
        Wait.until(BOOT, () -> holders().equals(List.of("edge")), () -> "the address is on " + holders());
        assertThatThrownBy(() -> testbed.lifecycle().up(Progress.silent())).hasMessageContaining("already up");
    }

    @Test
    @Order(2)
    void aPodAnswersFromEveryOtherNodeAndAcrossTheClusters() {
        for (Host from : Plan.HOSTS) {
            for (Host to : Plan.HOSTS) {
                assertThat(WireClient.answersFrom(from, to.address(), NODE_PORT))
                        .as("%s asks %s", from.name(), to.name())
                        .isTrue();
            }
        }
    }

    @Test
    @Order(3)
    void aUnitThatDiesIsStartedAgain() {
        long before = host("cloud").units().get("coredns");

        ProcessHandle.of(before).orElseThrow().destroyForcibly();

        Wait.until(
                SOON,
                () -> !Long.valueOf(before).equals(host("cloud").units().get("coredns")),
                () -> "coredns stayed dead");
    }

    @Test
    @Order(3)
    void theAgentsBringUpTheRecordWithACopyAndAWitness() {
        HandMadeWriter writer = new HandMadeWriter(testbed);
        writer.promote("mac-studio-1", 1, BOXES);
        Wait.until(
                BOOT,
                () -> writer.copies("mac-studio-1").keySet().containsAll(List.of("mac-studio-2", "witness")),
                () -> "the writer reports " + writer.report("mac-studio-1") + "; the copy "
                        + writer.report("mac-studio-2") + "; the witness " + writer.report("edge"));
        execute("mac-studio-1", "create table survives(x int); insert into survives values (1)");
    }

    @Test
    @Order(4)
    void cutHostsReachNeitherEachOtherNorTheirPodsUntilHealed() {
        testbed.faults().cut("edge", "cloud");

        assertThat(WireClient.answersFrom(Plan.host("edge"), Plan.host("cloud").address(), NODE_PORT))
                .isFalse();
        assertThat(WireClient.answersFrom(Plan.host("cloud"), Plan.host("edge").address(), NODE_PORT))
                .isFalse();
        assertThat(WireClient.answersFrom(
                        Plan.host("mac-studio-1"), Plan.host("cloud").address(), NODE_PORT))
                .isTrue();
        assertThat(testbed.status().cuts()).containsExactly(List.of("cloud", "edge"));

        testbed.faults().heal();

        assertThat(WireClient.answersFrom(Plan.host("edge"), Plan.host("cloud").address(), NODE_PORT))
                .isTrue();
    }

    @Test
    @Order(5)
    void aFrozenHostAcceptsConnectionsAndAnswersNothingUntilHealed() throws Exception {
        testbed.faults().freeze("mac-studio-1");
        try (Socket socket = WireClient.connect(Plan.host("mac-studio-1").address(), NODE_PORT, 1_000)) {
            assertThat(WireClient.ask(socket, "/hostname")).isEqualTo(Reply.SILENT);
            assertThat(host("mac-studio-1").state()).isEqualTo(HostState.FROZEN);

            testbed.faults().heal();

            socket.setSoTimeout(READ_MILLIS);
            assertThat(socket.getInputStream().read()).isPositive();
        }
    }

    @Test
    @Order(6)
    void aDeathIsSilentAndTheHostReturnsWithANewBootAndItsOldDisk() throws Exception {
        Host host = Plan.host("mac-studio-2");
        Path folder = testbed.access().hostFolder(host.name());
        String boot = UncheckedFiles.read(folder.resolve("boot_id"));
        try (Socket socket = WireClient.connect(host.address(), NODE_PORT, READ_MILLIS)) {
            testbed.faults().kill(host.name());

            assertThat(WireClient.ask(socket, "/hostname")).isEqualTo(Reply.SILENT);
        }
        assertThat(host(host.name()).state()).isEqualTo(HostState.DEAD);
        assertThat(host(host.name()).processes()).isZero();
        assertThatThrownBy(() -> testbed.faults().kill(host.name())).hasMessageContaining("is dead");
        Wait.until(BOOT, () -> host(host.name()).node().equals("NotReady"), () -> "the node stayed Ready");

        testbed.faults().revive(host.name());

        Wait.until(BOOT, () -> host(host.name()).node().equals("Ready"), () -> "the node did not return");
        assertThat(UncheckedFiles.read(folder.resolve("boot_id"))).isNotEqualTo(boot);
        Wait.until(
                BOOT,
                () -> Shell.attempt("psql", "-qc", "select * from survives", databaseUrl(host))
                        .ok(),
                () -> "the record's copy did not return with its table: "
                        + new HandMadeWriter(testbed).report(host.name()));
        Shell.run(kubectl(host.cluster(), "delete", "pod", "hello-" + host.name(), "--ignore-not-found", "--force"));
        Shell.feed(pod(host), kubectl(host.cluster(), "apply", "-f", "-"));
        Wait.until(BOOT, () -> serves(host), () -> "no pod runs on the returned host");
    }

    @Test
    @Order(7)
    void theAddressMovesWhenItsHolderDiesAndReturnsWithoutBreakingOpenConnections() throws Exception {
        testbed.faults().kill("edge");
        Wait.until(SOON, () -> holders().equals(List.of("mac-studio-1")), () -> "the address is on " + holders());
        try (Socket open = frontDoor()) {
            assertThat(WireClient.ask(open, "/")).isEqualTo(Reply.ANSWERED);

            testbed.faults().revive("edge");

            Wait.until(BOOT, () -> askedWhile(open, holders().equals(List.of("edge"))), () -> "it is on " + holders());
            assertThat(WireClient.ask(open, "/")).as("after the move").isEqualTo(Reply.ANSWERED);
        }
        try (Socket fresh = frontDoor()) {
            assertThat(WireClient.ask(fresh, "/")).isEqualTo(Reply.ANSWERED);
        }
    }

    /** A box without an object has one frontend: the admission's. */
    private Socket frontDoor() throws IOException {
        return WireClient.connect(testbed.access().virtualAddress(), HaproxyNames.ADMISSION_PORT, READ_MILLIS);
    }

    private static boolean askedWhile(Socket open, boolean done) {
        assertThat(WireClient.ask(open, "/")).isEqualTo(Reply.ANSWERED);
        return done;
    }

    private boolean serves(Host host) {
        return WireClient.answers(host.address(), NODE_PORT, "/hostname");
    }

    private HostStatus host(String name) {
        return testbed.status().hosts().stream()
                .filter(host -> host.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<String> holders() {
        return testbed.status().virtualAddressOn();
    }

    private String databaseUrl(Host host) {
        return "postgresql://records:" + testbed.access().databasePassword() + "@" + host.address() + ":"
                + Plan.RECORD_PORT + "/records?connect_timeout=2&sslmode=verify-ca&sslrootcert="
                + testbed.access().caFile();
    }

    private void execute(String host, String sql) {
        Wait.until(
                SOON,
                () -> Shell.attempt("psql", "-qc", sql, databaseUrl(Plan.host(host)))
                        .ok(),
                () -> host + " does not accept " + sql);
    }

    private String[] kubectl(Cluster cluster, String... arguments) {
        String[] command = new String[arguments.length + 2];
        command[0] = testbed.access().kubectl().toString();
        command[1] = "--kubeconfig=" + testbed.access().kubeconfig(cluster.id());
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        return command;
    }

    /** A web server under restricted pod security, reachable on its own node's port only. */
    private String pod(Host host) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: hello-%1$s, labels: {app: hello}}
                spec:
                  nodeName: %1$s
                  automountServiceAccountToken: false
                  terminationGracePeriodSeconds: 1
                  containers:
                    - name: web
                      image: localhost/java-base:dev
                      imagePullPolicy: Never
                      args: [-Xmx24m, -XX:+UseSerialGC, -XX:TieredStopAtLevel=1, -cp, /classes/testbed,
                             io.prontuario.testbed.model.ModelServer, /etc, 0.0.0.0, "8080"]
                      volumeMounts: [{name: classes, mountPath: /classes, readOnly: true}]
                      securityContext:
                        runAsNonRoot: true
                        runAsUser: 10001
                        readOnlyRootFilesystem: true
                        allowPrivilegeEscalation: false
                        capabilities: {drop: [ALL]}
                        seccompProfile: {type: RuntimeDefault}
                  volumes: [{name: classes, hostPath: {path: %2$s/runtime}}]
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: hello}
                spec:
                  type: NodePort
                  externalTrafficPolicy: Local
                  selector: {app: hello}
                  ports: [{port: 80, targetPort: 8080, nodePort: %3$d}]
                """
                .formatted(host.name(), testbed.access().kubeconfig("onsite").getParent(), NODE_PORT);
    }
}
