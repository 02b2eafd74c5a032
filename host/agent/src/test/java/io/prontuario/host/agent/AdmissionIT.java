package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.continuity.model.FencingToken;
import io.prontuario.host.agent.frontdoor.ConfigurationFiles;
import io.prontuario.host.agent.frontdoor.ConfigurationText;
import io.prontuario.host.agent.frontdoor.Reloader;
import io.prontuario.host.agent.state.AgentDirectory;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.testing.FakeSite;
import io.prontuario.testing.FrontDoorObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Admission: what a host answers about its boot, and that it gets no request before it is admitted. */
class AdmissionIT {
    private static final FencingToken LEADER = new FencingToken(1, 1, 0);

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
    void aBootIsRefusedUntilItIsAdmitted() throws Exception {
        assertThat(lab.admissionStatus()).isEqualTo(503);
        assertThat(lab.report().boot().admitted()).isFalse();

        assertThat(lab.admit(LEADER, "boot-1")).isInstanceOfSatisfying(Applied.class, a -> assertThat(a.change())
                .isEqualTo(Change.RUNTIME));
        assertThat(lab.admissionStatus()).isEqualTo(200);
        assertThat(lab.report().boot().admitted()).isTrue();
        assertThat(lab.report().boot().admittedAt()).isNotNull();
        assertThat(lab.admit(LEADER, "boot-1")).isInstanceOfSatisfying(Applied.class, a -> assertThat(a.change())
                .isEqualTo(Change.UNCHANGED));
    }

    @Test
    void theAdmissionOutlivesAReloadAndTheAgentAndHaproxy() throws Exception {
        lab.admit(LEADER, "boot-1");
        lab.apply(lab.bundle(FrontDoorObject.SITES));
        assertThat(lab.admissionStatus()).isEqualTo(200);

        lab.stopAgent();
        assertThat(lab.admissionStatus()).isEqualTo(200);
        lab.stopHaproxy();
        lab.startHaproxy();
        assertThat(lab.admissionStatus()).isEqualTo(200);

        lab.startAgent();
        assertThat(lab.report().boot().admitted()).isTrue();
    }

    @Test
    void aRebootEndsTheAdmission() throws Exception {
        lab.admit(LEADER, "boot-1");
        lab.stopAgent();
        lab.stopHaproxy();

        lab.boot("boot-2");
        lab.startHaproxy();
        assertThat(lab.admissionStatus()).isEqualTo(503);
        lab.startAgent();
        assertThat(lab.report().boot().admitted()).isFalse();
        assertThat(Files.readString(lab.dir.resolve("admission.map"))).doesNotContain("boot-1");

        assertThat(lab.admit(LEADER, "boot-1")).isInstanceOfSatisfying(Stale.class, s -> assertThat(s.message())
                .contains("boot-2"));
        assertThat(lab.admissionStatus()).isEqualTo(503);
        lab.admit(LEADER, "boot-2");
        assertThat(lab.admissionStatus()).isEqualTo(200);
    }

    @Test
    void anOlderLeaderAdmitsNothing() throws Exception {
        lab.apply(lab.bundle(new FencingToken(5, 3, 1), FrontDoorObject.SITES));

        assertThat(lab.admit(new FencingToken(4, 9, 0), "boot-1")).isInstanceOf(Stale.class);
        assertThat(lab.admit(new FencingToken(5, 2, 0), "boot-1")).isInstanceOf(Stale.class);
        assertThat(lab.admissionStatus()).isEqualTo(503);
        assertThat(lab.admit(new FencingToken(5, 3, 0), "boot-1")).isInstanceOf(Applied.class);
    }

    @Test
    void anAdmissionByHandNeedsNoAgentAndIsRecorded() throws Exception {
        lab.stopAgent();

        lab.run(
                "agent",
                "admit",
                "--dir",
                lab.dir.toString(),
                "--boot-id-file",
                lab.bootIdFile().toString(),
                "--reason",
                "API server lost, data checked by hand");
        assertThat(lab.admissionStatus()).isEqualTo(200);
        assertThat(Files.readString(lab.dir.resolve("overrides.log")))
                .contains(
                        "\"action\":\"admit boot-1\"",
                        "\"reason\":\"API server lost, data checked by hand\"",
                        "\"user\":\"");

        lab.startAgent();
        assertThat(lab.report().boot().admitted()).isTrue();
    }

    @Test
    void haproxyWithAnotherBootIdIsReported() throws Exception {
        lab.boot("boot-2");

        assertThat(lab.report().configuration().lastError())
                .contains("BOOT_ID=boot-1")
                .contains("boot-2");
    }

    @Test
    void aHostThatIsNotAdmittedGetsNoRequestWhileHaproxyReloadsOrStarts() throws Exception {
        FakeSite primary = lab.sites.get("mac-studio-1");
        lab.apply(lab.bundle(FrontDoorObject.SITES));
        lab.awaitServing("mac-studio-2", true);
        primary.admit(false);
        lab.awaitServing("mac-studio-1", false);

        for (int i = 0; i < 3; i++) {
            assertThat(new Reloader(lab.haproxy(), new ConfigurationFiles(new AgentDirectory(lab.dir)))
                            .reload(new ConfigurationText(Files.readString(lab.dir.resolve("haproxy.cfg")))))
                    .isPresent();
            for (int request = 0; request < 20; request++) {
                assertThat(lab.ask("/v1/patients/1").body()).contains("mac-studio-2");
            }
        }
        lab.stopHaproxy();
        lab.startHaproxy();
        for (int request = 0; request < 50; request++) {
            lab.ask("/v1/patients/1");
        }
        lab.awaitServing("mac-studio-2", true);
        assertThat(primary.requestsBeforeAdmission()).isZero();
    }

    @Test
    void aHostThatIsAdmittedAtRunTimeIsDownUntilItsChecksPass() throws Exception {
        lab.apply(lab.bundle(Set.of("mac-studio-2", "cloud")));
        lab.awaitServing("mac-studio-2", true);

        assertThat(lab.apply(lab.bundle(FrontDoorObject.SITES)))
                .isInstanceOfSatisfying(
                        Applied.class, a -> assertThat(a.change()).isEqualTo(Change.RUNTIME));
        lab.awaitServing("mac-studio-1", true);

        assertThat(lab.haproxyLog())
                .contains("be_read_api/mac-studio-1 is UP, reason: Layer7 check passed")
                .doesNotContain("be_read_api/mac-studio-1 is UP/READY (leaving forced maintenance)");
    }
}
