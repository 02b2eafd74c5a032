package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.frontdoor.ConfigurationFiles;
import io.prontuario.host.agent.frontdoor.ConfigurationText;
import io.prontuario.host.agent.frontdoor.Reloader;
import io.prontuario.host.agent.haproxy.ServerKey;
import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.host.protocol.Bundle;
import io.prontuario.testing.EventStreams;
import io.prontuario.testing.FrontDoorObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent and a real HAProxy: what each order changes, and what is refused. */
class ApplyIT {
    private static final Set<String> WITHOUT_SECONDARY = Set.of("mac-studio-1", "cloud");

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

    private void serveEverywhere() throws Exception {
        assertThat(lab.apply(lab.bundle(FrontDoorObject.SITES))).isInstanceOf(Applied.class);
        FrontDoorObject.SITES.forEach(site -> lab.awaitServing(site, true));
    }

    private Change changeOf(Bundle bundle) throws Exception {
        assertThat(lab.apply(bundle)).isInstanceOf(Applied.class);
        return ((Applied) lab.apply(bundle)).change();
    }

    @Test
    void theFirstBundleReloadsAndTheSameAgainChangesNothing() throws Exception {
        assertThat(lab.apply(lab.bundle(FrontDoorObject.SITES)))
                .isInstanceOfSatisfying(
                        Applied.class, a -> assertThat(a.change()).isEqualTo(Change.RELOAD));
        FrontDoorObject.SITES.forEach(site -> lab.awaitServing(site, true));

        assertThat(changeOf(lab.bundle(FrontDoorObject.SITES))).isEqualTo(Change.UNCHANGED);
        assertThat(lab.ask("/v1/patients/1").body()).contains("mac-studio-1");
        assertThat(lab.report().configuration().configMatches()).isTrue();
    }

    @Test
    void aSiteIsTakenOutAndPutBackWithoutANewProcess() throws Exception {
        serveEverywhere();
        long worker = lab.haproxy().workerPid().orElseThrow();

        assertThat(lab.apply(lab.bundle(Set.of("mac-studio-2", "cloud"))))
                .isInstanceOfSatisfying(
                        Applied.class, a -> assertThat(a.change()).isEqualTo(Change.RUNTIME));
        assertThat(lab.report().traffic().serving()).containsEntry("mac-studio-1", false);
        assertThat(lab.ask("/v1/patients/1").body()).contains("mac-studio-2");

        assertThat(lab.apply(lab.bundle(FrontDoorObject.SITES)))
                .isInstanceOfSatisfying(
                        Applied.class, a -> assertThat(a.change()).isEqualTo(Change.RUNTIME));
        lab.awaitServing("mac-studio-1", true);
        assertThat(lab.haproxy().workerPid().orElseThrow()).isEqualTo(worker);
        assertThat(Files.readString(lab.dir.resolve("haproxy.cfg"))).doesNotContain(" disabled");
    }

    @Test
    void streamsContinueOnASiteThatIsTakenOutWhileItWorks() throws Exception {
        serveEverywhere();
        try (EventStreams streams = EventStreams.open(lab.plainDoor(), "/v1/chat/completions", 3)) {
            streams.awaitFlowing();
            lab.apply(lab.bundle(Set.of("mac-studio-2", "cloud")));

            try (EventStreams later = EventStreams.open(lab.plainDoor(), "/v1/chat/completions", 3)) {
                later.awaitFlowing();
                assertThat(later.sites()).containsOnly("mac-studio-2");
            }
            assertThat(streams.broken()).isZero();
        }
    }

    @Test
    void streamsOfASiteThatIsTakenOutBecauseItFailedAreCut() throws Exception {
        serveEverywhere();
        try (EventStreams streams = EventStreams.open(lab.plainDoor(), "/v1/chat/completions", 3)) {
            streams.awaitFlowing();
            lab.sites.get("mac-studio-1").ready(false);
            lab.awaitServing("mac-studio-1", false);
            assertThat(streams.broken()).isZero();

            lab.apply(lab.bundle(Set.of("mac-studio-2", "cloud")));
            streams.awaitBroken(3, Duration.ofSeconds(10));
        }
    }

    @Test
    void anOlderTermEpochOrGenerationIsRefusedAlsoAfterARestartOfTheAgent() throws Exception {
        lab.apply(lab.bundle(new FencingToken(3, 5, 7), FrontDoorObject.SITES));
        lab.stopAgent();
        lab.startAgent();

        for (FencingToken older :
                new FencingToken[] {new FencingToken(2, 9, 9), new FencingToken(3, 4, 9), new FencingToken(3, 5, 6)}) {
            assertThat(lab.apply(lab.bundle(older, WITHOUT_SECONDARY)))
                    .isInstanceOfSatisfying(
                            Stale.class, s -> assertThat(s.newest()).isEqualTo(new FencingToken(3, 5, 7)));
        }
        assertThat(lab.apply(lab.bundle(new FencingToken(3, 5, 7), FrontDoorObject.SITES)))
                .isInstanceOf(Applied.class);
        assertThat(lab.apply(lab.bundle(new FencingToken(4, 0, 0), FrontDoorObject.SITES)))
                .isInstanceOf(Applied.class);
    }

    @Test
    void aConfigurationThatHaproxyRefusesIsRefusedWithItsLine() throws Exception {
        serveEverywhere();
        String good = Files.readString(lab.dir.resolve("haproxy.cfg"));
        Bundle next = lab.bundle(FrontDoorObject.SITES);
        Bundle broken = AgentLab.with(next, next.haproxyCfg().replace("balance first", "balance whatever"));
        int line = 1
                + (int) broken.haproxyCfg()
                        .lines()
                        .takeWhile(l -> !l.contains("balance whatever"))
                        .count();

        assertThat(lab.apply(broken)).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message())
                .contains("haproxy.cfg:" + line)
                .contains("balance"));
        assertThat(Files.readString(lab.dir.resolve("haproxy.cfg"))).isEqualTo(good);
        assertThat(lab.ask("/v1/patients/1").statusCode()).isEqualTo(200);
        assertThat(lab.report().configuration().lastError()).contains("haproxy.cfg:" + line);
    }

    @Test
    void aConfigurationThatRunsAProgramIsRefusedAlthoughHaproxyAcceptsIt() throws Exception {
        serveEverywhere();
        Path ran = lab.dir.resolve("ran");
        Bundle next = lab.bundle(FrontDoorObject.SITES);
        Bundle hostile = AgentLab.with(next, next.haproxyCfg() + "program p\n    command /bin/touch " + ran + "\n");

        assertThat(lab.apply(hostile)).isInstanceOfSatisfying(Refused.class, refused -> assertThat(refused.message())
                .contains("\"program\""));
        assertThat(lab.apply(lab.bundle(FrontDoorObject.SITES))).isInstanceOf(Applied.class);
        assertThat(ran).doesNotExist();
    }

    @Test
    void aChangeThatEmptiesABackendIsRefusedByName() throws Exception {
        serveEverywhere();

        assertThat(lab.apply(lab.bundle(Set.of()))).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message())
                .contains("be_read_api"));
        assertThat(lab.ask("/v1/patients/1").statusCode()).isEqualTo(200);
        assertThat(lab.report().traffic().serving()).containsEntry("mac-studio-1", true);
    }

    @Test
    void anEditByHandIsSeenAndUndoneByTheNextApply() throws Exception {
        serveEverywhere();
        Path configuration = lab.dir.resolve("haproxy.cfg");
        String good = Files.readString(configuration);
        Files.writeString(configuration, good.replace("retries 5", "retries 0"));
        assertThat(lab.report().configuration().configMatches()).isFalse();

        assertThat(lab.apply(lab.bundle(FrontDoorObject.SITES)))
                .isInstanceOfSatisfying(
                        Applied.class, a -> assertThat(a.change()).isEqualTo(Change.RUNTIME));
        assertThat(Files.readString(configuration)).isEqualTo(good);
        assertThat(lab.report().configuration().configMatches()).isTrue();
    }

    @Test
    void anEditThatSomebodyAlsoLoadedIsUndoneByAReload() throws Exception {
        serveEverywhere();
        Path configuration = lab.dir.resolve("haproxy.cfg");
        String good = Files.readString(configuration);
        Files.writeString(configuration, good.replace("retries 5", "retries 0"));
        new Reloader(lab.haproxy(), new ConfigurationFiles(new AgentDirectory(lab.dir)))
                .reload(new ConfigurationText(good));
        Files.writeString(configuration, good);
        assertThat(lab.report().configuration().configMatches()).isFalse();

        assertThat(lab.apply(lab.bundle(FrontDoorObject.SITES)))
                .isInstanceOfSatisfying(
                        Applied.class, a -> assertThat(a.change()).isEqualTo(Change.RELOAD));
        assertThat(lab.report().configuration().configMatches()).isTrue();
    }

    @Test
    void aServerMovedByHandIsMovedBack() throws Exception {
        serveEverywhere();
        lab.haproxy().disable(new ServerKey("be_read_api", "mac-studio-1"));

        assertThat(lab.apply(lab.bundle(FrontDoorObject.SITES)))
                .isInstanceOfSatisfying(
                        Applied.class, a -> assertThat(a.message()).isEqualTo("be_read_api/mac-studio-1 ready"));
        lab.awaitServing("mac-studio-1", true);
    }

    @Test
    void withHaproxyDownTheBundleIsStoredAndTheNextStartRunsIt() throws Exception {
        lab.stopHaproxy();
        assertThat(lab.apply(lab.bundle(WITHOUT_SECONDARY))).isInstanceOfSatisfying(Applied.class, a -> {
            assertThat(a.change()).isEqualTo(Change.STORED);
            assertThat(a.message()).contains("not running");
        });
        AgentReport report = lab.report();
        assertThat(report.traffic().running()).isFalse();
        assertThat(report.traffic().serving()).containsEntry("mac-studio-1", false);

        lab.startHaproxy();
        lab.awaitServing("mac-studio-1", true);
        assertThat(lab.report().traffic().serving()).containsEntry("mac-studio-2", false);
    }

    @Test
    void aConfigurationThatPassesTheCheckButCannotStartIsTakenBack() throws Exception {
        serveEverywhere();
        Bundle next = lab.bundle(FrontDoorObject.SITES);
        int taken = lab.sites.get("mac-studio-1").apiPort();
        Bundle unstartable = AgentLab.with(
                next, next.haproxyCfg() + "\nfrontend fe_taken\n    bind ipv4@127.0.0.11:" + taken + "\n");

        for (int again = 0; again < 2; again++) {
            assertThat(lab.apply(unstartable)).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message())
                    .contains("last good one runs again"));
        }
        assertThat(Files.readString(lab.dir.resolve("haproxy.cfg"))).doesNotContain("fe_taken");
        assertThat(lab.ask("/v1/patients/1").statusCode()).isEqualTo(200);
        assertThat(lab.report().configuration().configMatches()).isTrue();
    }
}
