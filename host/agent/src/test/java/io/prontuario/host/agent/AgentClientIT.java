package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.AgentAnswer.Unreachable;
import io.prontuario.host.protocol.AgentClient;
import io.prontuario.host.protocol.AgentClient.Sight;
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
    void everyInstructionGoesThereAndItsAnswerComesBack() throws Exception {
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
                () -> lab.client("read-token").report() instanceof Sight.Seen seen
                        && seen.report().token().equals(new FencingToken(2, 1, 4))
                        && seen.report().admitted()
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
    void theReadTokenMayReadAndNothingElse() throws Exception {
        AgentClient reader = lab.client("read-token");

        Await.until("read", Duration.ofSeconds(30), () -> reader.report() instanceof Sight.Seen);
        Await.until(
                "refused",
                Duration.ofSeconds(30),
                () -> reader.admit(new FencingToken(1, 1, 0), "boot-1") instanceof Unreachable u
                        && u.reason().contains("401"));
        assertThat(lab.admissionStatus()).isEqualTo(503);
    }

    @Test
    void aWrongTokenMayNothingAndARightOneIsTakenFromTheFileAtEveryCall() throws Exception {
        Path token = Files.writeString(folder.resolve("changing-token"), "wrong");
        AgentClient client = lab.client("changing-token");
        Await.until(
                "401",
                Duration.ofSeconds(30),
                () -> client.report() instanceof Sight.Unseen u && u.reason().contains("401"));

        Files.writeString(token, "read-secret");
        Await.until("seen", Duration.ofSeconds(30), () -> client.report() instanceof Sight.Seen);
    }

    @Test
    void aFileNameThatLeavesTheFolderIsRefused() throws Exception {
        Bundle bundle = lab.bundle(FrontDoorObject.SITES);
        Bundle outside = new Bundle(1, 1, 9, bundle.haproxyCfg(), java.util.Map.of("../haproxy.pem", "x"), null);

        assertThat(lab.apply(outside)).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message())
                .startsWith("files.../haproxy.pem: not a name"));
    }

    @Test
    void anAgentThatAcceptsAndSaysNothingCostsTwoSecondsAndNotMore() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            AgentClient client = new AgentClient(
                    URI.create("https://127.0.0.1:" + silent.getLocalPort()),
                    folder.resolve("agent.crt"),
                    folder.resolve("read-token"));
            long before = System.nanoTime();
            assertThat(client.report()).isInstanceOf(Sight.Unseen.class);
            // Two seconds, and what a busy machine takes to wake a thread.
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void nobodyThereIsUnreachableAndAStrangersCertificateToo() throws Exception {
        lab.stopAgent();
        assertThat(lab.client().report()).isInstanceOf(Sight.Unseen.class);
        lab.startAgent();

        Files.copy(
                folder.resolve("front-door.crt"),
                folder.resolve("agent.crt"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertThat(lab.client().admit(new FencingToken(1, 1, 0), "boot-1")).isInstanceOf(Unreachable.class);
        assertThat(lab.admissionStatus()).isEqualTo(503);
    }
}
