package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.AgentAnswer.Unreachable;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentClient.ReportResult;
import io.prontuario.host.protocol.AgentReport.Heartbeat;
import io.prontuario.host.protocol.Bundle;
import io.prontuario.testing.Await;
import io.prontuario.testing.FrontDoorObject;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The HTTPS interface as the operator uses it. */
class AgentClientIT {
    @TempDir
    Path folder;

    private AgentLab lab;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(AgentLab.HAPROXY), "haproxy is not installed: apt-get install haproxy");
        lab = AgentLab.start(folder);
    }

    @AfterEach
    void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void everyOrderReachesTheAgentAndItsAnswerComesBack() throws Exception {
        AgentClient client = lab.client();
        // On a busy machine the first answer may miss the client's two seconds; repeating is harmless.
        Await.until(
                "applied",
                Duration.ofSeconds(30),
                () -> client.apply(lab.bundle(new FencingToken(2, 1, 4), FrontDoorObject.SITES)) instanceof Applied);
        Await.until(
                "admitted",
                Duration.ofSeconds(30),
                () -> client.admit(new FencingToken(2, 1, 4), "boot-1") instanceof Applied);
        Heartbeat beat = new Heartbeat(2, 1, 17, "abc", "FULL");
        Await.until("beaten", Duration.ofSeconds(30), () -> client.heartbeat(beat) instanceof Applied);

        Await.until(
                "reported",
                Duration.ofSeconds(30),
                () -> lab.client("read-token").report() instanceof ReportResult.Received seen
                        && seen.report().configuration().token().equals(new FencingToken(2, 1, 4))
                        && seen.report().boot().admitted()
                        && beat.equals(seen.report().heartbeat()));
        Await.until(
                "stale",
                Duration.ofSeconds(30),
                () -> client.heartbeat(new Heartbeat(1, 9, 99, "abc", "FULL")) instanceof Stale);
        Await.until(
                "stale",
                Duration.ofSeconds(30),
                () -> client.heartbeat(new Heartbeat(2, 1, 16, "abc", "FULL")) instanceof Stale);
        Bundle broken = AgentLab.with(lab.bundle(new FencingToken(2, 1, 5), FrontDoorObject.SITES), "nonsense\n");
        Await.until(
                "refused",
                Duration.ofSeconds(30),
                () -> client.apply(broken) instanceof Refused r && r.message().contains("haproxy.cfg:1"));
    }

    @Test
    void theReadTokenMayOnlyRead() throws Exception {
        AgentClient reader = lab.client("read-token");

        Await.until("read", Duration.ofSeconds(30), () -> reader.report() instanceof ReportResult.Received);
        Await.until(
                "refused",
                Duration.ofSeconds(30),
                () -> reader.admit(new FencingToken(1, 1, 0), "boot-1") instanceof Unreachable u
                        && u.reason().contains("401"));
        assertThat(lab.admissionStatus()).isEqualTo(503);
    }

    @Test
    void aWrongTokenIsRefusedAndTheFileIsReadAtEveryCall() throws Exception {
        Path token = Files.writeString(folder.resolve("changing-token"), "wrong");
        AgentClient client = lab.client("changing-token");
        Await.until(
                "401",
                Duration.ofSeconds(30),
                () -> client.report() instanceof ReportResult.Unavailable u
                        && u.reason().contains("401"));

        Files.writeString(token, "read-secret");
        Await.until("seen", Duration.ofSeconds(30), () -> client.report() instanceof ReportResult.Received);
    }

    @Test
    void aFileNameThatLeavesTheFolderIsRefused() throws Exception {
        Bundle bundle = lab.bundle(FrontDoorObject.SITES);
        Bundle outside = new Bundle(1, 1, 9, bundle.haproxyCfg(), java.util.Map.of("../haproxy.pem", "x"), null);

        assertThat(lab.apply(outside)).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message())
                .startsWith("files.../haproxy.pem: not a name"));
    }

    @Test
    void anAgentThatAcceptsAndDoesNotAnswerCostsTwoSeconds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AgentClient client = new AgentClient(
                    URI.create("https://127.0.0.1:" + silent.getLocalPort()),
                    folder.resolve("agent.crt"),
                    folder.resolve("read-token"));
            long before = System.nanoTime();
            assertThat(client.report()).isInstanceOf(ReportResult.Unavailable.class);
            // Two seconds, and the time that a busy machine needs to wake a thread.
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void aStoppedAgentAndAnUntrustedCertificateAreUnreachable() throws Exception {
        lab.stopAgent();
        assertThat(lab.client().report()).isInstanceOf(ReportResult.Unavailable.class);
        lab.startAgent();

        Files.copy(
                folder.resolve("front-door.crt"),
                folder.resolve("agent.crt"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(lab.client().admit(new FencingToken(1, 1, 0), "boot-1")).isInstanceOf(Unreachable.class);
        assertThat(lab.admissionStatus()).isEqualTo(503);
    }
}
