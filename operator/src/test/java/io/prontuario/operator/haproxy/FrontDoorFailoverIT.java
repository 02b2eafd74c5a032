package io.prontuario.operator.haproxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.testing.Await;
import io.prontuario.testing.EventStreams;
import io.prontuario.testing.NetworkNamespaces;
import io.prontuario.testing.RequestLoad;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Silent deaths in front of a real HAProxy running the rendered text: 100 reads a second, a connection each. */
class FrontDoorFailoverIT {
    private static final int PER_SECOND = 100;

    @TempDir
    Path folder;

    private FrontDoorLab lab;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(FrontDoorLab.HAPROXY), "haproxy is not installed: apt-get install haproxy");
        assumeTrue(NetworkNamespaces.available(), "network namespaces need root");
        lab = FrontDoorLab.start(folder);
    }

    @AfterEach
    void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void aSilentDeathOfThePrimaryFailsNoRead() throws Exception {
        RequestLoad.Result result = reads(() -> lab.machine("mac-studio-1").die());

        assertThat(result.failed()).isZero();
        assertThat(result.slowestMillis()).isLessThanOrEqualTo(1_000);
        assertThat(result.bySite()).containsKeys("mac-studio-1", "mac-studio-2").doesNotContainKey("cloud");
    }

    @Test
    void aSilentDeathOfBothHostsIsAnsweredByTheCloud() throws Exception {
        RequestLoad.Result result = reads(() -> {
            lab.machine("mac-studio-1").die();
            lab.machine("mac-studio-2").die();
        });

        assertThat(result.failed()).isZero();
        assertThat(result.slowestMillis()).isLessThanOrEqualTo(1_500);
        assertThat(result.bySite()).containsKeys("mac-studio-1", "cloud");
    }

    @Test
    void atOneReadASecondNeitherDeathFailsOne() throws Exception {
        RequestLoad.Result result = reads(1, 3, 4, () -> {
            lab.machine("mac-studio-1").die();
            lab.machine("mac-studio-2").die();
        });

        assertThat(result.failed()).isZero();
        assertThat(result.slowestMillis()).isLessThanOrEqualTo(1_500);
        assertThat(result.bySite()).containsKeys("mac-studio-1", "cloud");
    }

    @Test
    void aFrozenHostThatStillAcceptsConnectionsFailsNoRead() throws Exception {
        RequestLoad.Result result = reads(() -> lab.freeze("mac-studio-1"));

        assertThat(result.failed()).isZero();
        assertThat(result.slowestMillis()).isLessThanOrEqualTo(1_000);
        assertThat(result.bySite()).containsKeys("mac-studio-1", "mac-studio-2").doesNotContainKey("cloud");
    }

    @Test
    void hostsThatAreBothTooSlowGetNoMoreThanTheyCanWorkOn() throws Exception {
        RequestLoad.Result result = reads(3 * PER_SECOND, 1, 5, () -> {
            lab.control("mac-studio-1", "delay/700");
            lab.control("mac-studio-2", "delay/700");
        });

        for (String host : List.of("mac-studio-1", "mac-studio-2")) {
            assertThat(lab.figure("be_read_api", host, "smax")).isLessThanOrEqualTo(64);
        }
        assertThat(lab.figure("be_read_api", "BACKEND", "wretr"))
                .as("requests sent again")
                .isLessThan(result.requests());
    }

    @Test
    void aWriteThatWaitsForItsCommitIsSentOnce() throws Exception {
        lab.control("mac-studio-1", "delay/1500");
        long before = lab.figure("be_read_api", "BACKEND", "wretr");

        assertThat(lab.write("/v1/patients/1")).isEqualTo("{\"site\":\"mac-studio-1\"}");

        assertThat(lab.figure("be_read_api", "BACKEND", "wretr")).isEqualTo(before);
    }

    @Test
    void aWriteThatIsNotAnsweredForThreeSecondsIsLeftToItsClient() throws Exception {
        lab.control("mac-studio-1", "delay/8000");
        long before = lab.figure("be_read_api", "BACKEND", "wretr");

        assertThat(lab.write("/v1/patients/1")).contains("\"status\":504");

        assertThat(lab.figure("be_read_api", "BACKEND", "wretr")).isEqualTo(before);
    }

    @Test
    void aPortOnWhichAnotherServiceAnswersIsNotTheServices() throws Exception {
        // A rebooted node: the pod network gave the api's old address to another pod before kube-proxy heard of it.
        lab.control("mac-studio-1", "service/inference");
        Await.until("the primary is out", Duration.ofSeconds(20), () -> lab.status("be_read_api", "mac-studio-1")
                .equals("DOWN"));
        assertThat(lab.status("be_stream_inference", "mac-studio-1")).isEqualTo("UP");
        assertThat(lab.ask("/v1/patients/1")).isEqualTo("{\"site\":\"mac-studio-2\"}");

        lab.control("mac-studio-1", "service/api");
        Await.until("the primary is back", Duration.ofSeconds(20), () -> lab.ask("/v1/patients/1")
                .equals("{\"site\":\"mac-studio-1\"}"));
    }

    @Test
    void hostsThatLiveButFailTheirChecksAreStillTriedAndTheCloudIsLeftAlone() throws Exception {
        awaitAlive();
        RequestLoad.Result result = reads(() -> {
            lab.control("mac-studio-1", "ready/false");
            lab.control("mac-studio-2", "ready/false");
        });

        assertThat(lab.status("be_read_api", "mac-studio-2")).isEqualTo("DOWN");
        assertThat(result.failed()).isZero();
        assertThat(result.bySite()).doesNotContainKey("cloud");
    }

    @Test
    void hostsThatLiveButTakeNoConnectionsHoldUntilTheyDie() throws Exception {
        awaitAlive();
        lab.control("mac-studio-1", "close");
        lab.control("mac-studio-2", "close");
        Await.until("both out", Duration.ofSeconds(10), () -> lab.ask("/v1/patients/1")
                .contains("The hosts live"));

        RequestLoad.Result result = reads(() -> {
            lab.machine("mac-studio-1").die();
            lab.machine("mac-studio-2").die();
        });
        assertThat(result.byStatus()).containsOnlyKeys(200, 503);
        assertThat(result.bySite()).containsOnlyKeys("none", "cloud");
        assertThat(result.byStatus().get(503)).isBetween(2 * PER_SECOND, 2 * PER_SECOND + 100);
    }

    @Test
    void onlyTheStreamsOnTheDyingHostBreak() throws Exception {
        try (EventStreams onPrimary = EventStreams.open(lab.door(), "/v1/chat/completions", 5)) {
            onPrimary.awaitFlowing();
            lab.control("mac-studio-1", "ready/false");
            Await.until("the primary is out", Duration.ofSeconds(20), () -> lab.status(
                            "be_stream_inference", "mac-studio-1")
                    .equals("DOWN"));
            try (EventStreams onSecondary = EventStreams.open(lab.door(), "/v1/chat/completions", 5)) {
                onSecondary.awaitFlowing();
                assertThat(onPrimary.broken())
                        .as("a failed check breaks no stream")
                        .isZero();
                lab.machine("mac-studio-1").die();

                onPrimary.awaitBroken(5, Duration.ofSeconds(8));
                assertThat(onSecondary.broken()).isZero();
                assertThat(onSecondary.sites()).containsOnly("mac-studio-2");
            }
        }
    }

    @Test
    void aStreamThatStartsWhileBothHostsDieReachesTheCloud() throws Exception {
        lab.machine("mac-studio-1").die();
        lab.machine("mac-studio-2").die();
        try (EventStreams streams = EventStreams.open(lab.door(), "/v1/chat/completions", 5)) {
            streams.awaitFlowing();
            assertThat(streams.sites()).containsOnly("cloud");
        }
    }

    /** The hold backend trusts a host only some ten seconds after its admission. */
    private void awaitAlive() {
        Await.until(
                "the hosts' own answers count",
                Duration.ofSeconds(30),
                () -> lab.status("hold_read_api", "mac-studio-1-itself").equals("UP")
                        && lab.status("hold_read_api", "mac-studio-2-itself").equals("UP"));
    }

    private RequestLoad.Result reads(Runnable fault) {
        return reads(PER_SECOND, 2, 5, fault);
    }

    private RequestLoad.Result reads(int perSecond, int secondsBefore, int secondsAfter, Runnable fault) {
        try (RequestLoad load = RequestLoad.start(lab.door(), null, "GET /v1/patients/1", perSecond)) {
            Await.until("load", Duration.ofSeconds(20), () -> load.answered() > secondsBefore * perSecond);
            fault.run();
            int atFault = load.sent();
            Await.until(
                    "load after the fault",
                    Duration.ofSeconds(30),
                    () -> load.sent() > atFault + secondsAfter * perSecond);
            RequestLoad.Result result = load.finish();
            System.out.println(result);
            return result;
        }
    }
}
