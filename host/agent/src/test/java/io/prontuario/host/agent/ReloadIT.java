package io.prontuario.host.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Refused;
import io.prontuario.host.protocol.AgentReport;
import io.prontuario.host.protocol.Bundle;
import io.prontuario.host.protocol.PemTls;
import io.prontuario.testing.Await;
import io.prontuario.testing.FrontDoorObject;
import io.prontuario.testing.RequestLoad;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reloads under load: 100 reads a second over TLS, a connection each. */
class ReloadIT {
    private static final int RELOADS = 20;

    @TempDir
    Path folder;

    private AgentLab lab;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(AgentLab.HAPROXY), "haproxy is not installed: apt-get install haproxy");
        lab = AgentLab.start(folder);
        lab.apply(lab.bundle(FrontDoorObject.SITES));
        FrontDoorObject.SITES.forEach(site -> lab.awaitServing(site, true));
    }

    @AfterEach
    void stop() {
        if (lab != null) {
            lab.close();
        }
    }

    private RequestLoad reads() throws Exception {
        return RequestLoad.start(
                new InetSocketAddress("127.0.0.1", lab.doorPort),
                PemTls.client(lab.doorAuthority()).getSocketFactory(),
                "GET /v1/patients/1",
                100);
    }

    /** A text that says the same and is not the same. */
    private Bundle variant(int number) {
        Bundle bundle = lab.bundle(FrontDoorObject.SITES);
        return AgentLab.with(bundle, bundle.haproxyCfg() + "# " + number + "\n");
    }

    /** They read what clients send. */
    @Test
    void workersHaveNoRightsAndSeeAnEmptyFolderAlsoAfterAReload() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        for (int i = 0; i < 2; i++) {
            Path worker = Path.of("/proc/" + lab.haproxy().workerPid().orElseThrow());
            String users = Files.readAllLines(worker.resolve("status")).stream()
                    .filter(line -> line.startsWith("Uid:"))
                    .findFirst()
                    .orElseThrow();
            assertThat(List.of(users.split("\\s+"))).hasSize(5).doesNotContain("0");
            assertThat(Files.readSymbolicLink(worker.resolve("root")))
                    .isEqualTo(root ? lab.dir.resolve("empty") : Path.of("/"));
            lab.apply(variant(i));
        }
    }

    @Test
    void twentyReloadsFailNoRequest() throws Exception {
        try (RequestLoad load = reads()) {
            Await.until("load", Duration.ofSeconds(20), () -> load.answered() > 50);
            for (int i = 0; i < RELOADS; i++) {
                int before = load.answered();
                assertThat(lab.apply(variant(i))).isInstanceOfSatisfying(Applied.class, a -> assertThat(a.change())
                        .isEqualTo(Change.RELOAD));
                Await.until("answers after the reload", Duration.ofSeconds(20), () -> load.answered() > before + 10);
            }
            RequestLoad.Result result = load.finish();
            System.out.println("reloads: " + result);
            assertThat(result.failed()).isZero();
            assertThat(result.bySite()).containsOnlyKeys("mac-studio-1");
        }
    }

    @Test
    void aPortThatIsTakenIsRefusedBeforeItCostsARequest() throws Exception {
        try (RequestLoad load = reads()) {
            Await.until("load", Duration.ofSeconds(20), () -> load.answered() > 50);
            Bundle next = lab.bundle(FrontDoorObject.SITES);
            int taken = lab.sites.get("mac-studio-1").apiPort();
            Bundle unstartable =
                    AgentLab.with(next, next.haproxyCfg() + "\nfrontend fe_taken\n    bind 127.0.0.11:" + taken + "\n");
            assertThat(lab.apply(unstartable)).isInstanceOfSatisfying(Refused.class, r -> assertThat(r.message())
                    .contains("127.0.0.11:" + taken));
            RequestLoad.Result result = load.finish();
            System.out.println("taken port: " + result);
            assertThat(result.failed()).isZero();
        }
    }

    @Test
    void aReportDuringAReloadDoesNotSayThatNothingServes() throws Exception {
        AtomicBoolean reloading = new AtomicBoolean(true);
        List<AgentReport> wrong = new CopyOnWriteArrayList<>();
        Thread watcher = new Thread(() -> {
            while (reloading.get()) {
                try {
                    AgentReport report = lab.report();
                    if (!report.traffic().serving().getOrDefault("mac-studio-1", false)) {
                        wrong.add(report);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        watcher.start();
        for (int i = 0; i < 5; i++) {
            lab.apply(variant(i));
        }
        reloading.set(false);
        watcher.join();
        assertThat(wrong).isEmpty();
    }

    @Test
    void takingASiteOutAndBackAtRunTimeFailsNoRequest() throws Exception {
        try (RequestLoad load = reads()) {
            Await.until("load", Duration.ofSeconds(20), () -> load.answered() > 50);
            for (int i = 0; i < 5; i++) {
                lab.apply(lab.bundle(Set.of("mac-studio-2", "cloud")));
                lab.awaitServing("mac-studio-1", false);
                lab.apply(lab.bundle(FrontDoorObject.SITES));
                lab.awaitServing("mac-studio-1", true);
            }
            RequestLoad.Result result = load.finish();
            System.out.println("run time: " + result);
            assertThat(result.failed()).isZero();
            assertThat(result.bySite()).containsOnlyKeys("mac-studio-1", "mac-studio-2");
        }
    }
}
