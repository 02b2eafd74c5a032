package io.prontuario.host.agent.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.prontuario.host.agent.witness.Witness;
import io.prontuario.host.protocol.AgentAnswer.Applied;
import io.prontuario.host.protocol.AgentAnswer.Change;
import io.prontuario.host.protocol.AgentAnswer.Stale;
import io.prontuario.host.protocol.data.DataOrder.Fence;
import io.prontuario.host.protocol.data.DataReport.WitnessReport;
import io.prontuario.testing.Await;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The witness beside a real writer: it is the only copy that acknowledges. */
class WitnessIT {
    private RecordLab lab;
    private RecordLab.Box writer;
    private WitnessBox witness;

    @BeforeEach
    void start() throws Exception {
        lab = RecordLab.create();
        writer = lab.box("mac-studio-1");
        witness = new WitnessBox(lab);
        witness.promotes(writer, 1, RecordLab.set(1));
        writer.run("CREATE TABLE entry(id int PRIMARY KEY, text text)");
        witness.caughtUp(writer, 1);
        witness.promotes(writer, 1, RecordLab.set(2, "witness"));
    }

    @AfterEach
    void stop() throws Exception {
        if (witness != null) {
            witness.close();
        }
        if (lab != null) {
            lab.close();
        }
    }

    private void insert(int from, int to) throws Exception {
        writer.run("INSERT INTO entry SELECT n, repeat('x', 900) FROM generate_series(" + from + ", " + to + ") n");
    }

    /** Whether the writer acknowledges a write within a second. */
    private boolean acknowledges(int id) throws Exception {
        try (Sql sql = writer.sql()) {
            sql.execute("SET statement_timeout = '1s'");
            sql.execute("INSERT INTO entry VALUES (" + id + ", '')");
            // A wait for a copy that is cancelled is a warning, not an error.
            return !sql.text("SELECT count(*)::text FROM pg_stat_replication WHERE sync_state = 'quorum'")
                    .equals("0");
        } catch (SQLException e) {
            return false;
        }
    }

    @Test
    void whatTheWriterAcknowledgesIsOnTheWitnessUntilItIsFenced() throws Exception {
        insert(1, 30_000);
        assertThat(acknowledges(30_001)).isTrue();
        witness.caughtUp(writer, 1);
        assertThat(witness.report().unbroken()).isTrue();
        assertThat(witness.report().problem()).isNull();

        long began = System.nanoTime();
        assertThat(witness.order(new Fence(lab.term(), 2)))
                .isInstanceOfSatisfying(
                        Applied.class, a -> assertThat(a.change()).isEqualTo(Change.RUNTIME));
        System.out.println(
                "fence: " + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
        WitnessReport fenced = witness.report();
        assertThat(fenced.fencedBelow()).isEqualTo(2);
        assertThat(fenced.streaming()).isFalse();
        assertThat(witness.receivers()).isEmpty();
        assertThat(fenced.to()).isEqualTo(endByWalDump(fenced));
        assertThat(fenced.to() / Lsn.SEGMENT - fenced.from() / Lsn.SEGMENT).isPositive();

        assertThat(acknowledges(30_002)).isFalse();
        assertThat(witness.order(lab.follow(writer, 1))).isInstanceOf(Stale.class);
        assertThat(witness.order(new Fence(lab.term(), 2)))
                .isInstanceOfSatisfying(
                        Applied.class, a -> assertThat(a.change()).isEqualTo(Change.UNCHANGED));
        assertThat(witness.order(new Fence(lab.term() - 1, 9))).isInstanceOf(Stale.class);

        witness.stopAgent();
        Witness.forgetOrder(witness.folder());
        witness.startAgent();
        WitnessReport restarted = witness.report();
        assertThat(restarted.fencedBelow()).isEqualTo(2);
        assertThat(restarted.to()).isEqualTo(fenced.to());
        assertThat(restarted.from()).isEqualTo(fenced.from());
        assertThat(restarted.unbroken()).isFalse();
        assertThat(witness.order(lab.follow(writer, 1))).isInstanceOf(Stale.class);
        assertThat(witness.receivers()).isEmpty();

        served(fenced);
    }

    private void served(WitnessReport report) throws Exception {
        String newest = Lsn.segment(report.timeline(), report.to() - 1);
        HttpResponse<byte[]> partial = witness.wal("1/" + newest, "read-token");
        assertThat(partial.statusCode()).isEqualTo(200);
        assertThat(partial.body())
                .isEqualTo(Files.readAllBytes(witness.folder().resolve("wal/1/" + newest + ".partial")));
        assertThat(witness.wal("1/" + Lsn.segment(report.timeline(), report.from()), "write-token")
                        .statusCode())
                .isEqualTo(200);
        for (String nowhere : Set.of(
                "1/" + newest + ".partial",
                "1/" + Lsn.segment(report.timeline() + 1, report.to()),
                "2/" + newest,
                "1/..%2F..%2Fwitness.json",
                "1/%2e%2e/%2e%2e/witness.json",
                "1//etc/passwd",
                "../tls/tls.key",
                "1/")) {
            assertThat(witness.wal(nowhere, "read-token").statusCode())
                    .as(nowhere)
                    .isEqualTo(404);
        }
        Files.writeString(lab.folder.resolve("wrong"), "wrong");
        assertThat(witness.wal("1/" + newest, "wrong").statusCode()).isEqualTo(401);
    }

    /** Where PostgreSQL's own tool stops. */
    private long endByWalDump(WitnessReport report) throws Exception {
        Path copy = Files.createDirectory(lab.folder.resolve("dump"));
        try (var files = Files.list(witness.folder().resolve("wal/1"))) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName().toString().replace(".partial", "")));
            }
        }
        Process dump = new ProcessBuilder(
                        RecordLab.POSTGRES.resolve("pg_waldump").toString(),
                        "--quiet",
                        "--path=" + copy,
                        "--timeline=" + report.timeline(),
                        "--start=" + Lsn.text(report.from()))
                .redirectErrorStream(true)
                .start();
        String said = new String(dump.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        int at = said.indexOf("invalid record length at ");
        assertThat(at).as(said).isNotNegative();
        String place = said.substring(at).split("[ :]")[4];
        return Lsn.parse(place);
    }

    @Test
    void aFrozenWriterIsAcknowledgedNothingMoreOnceTheWitnessIsFenced() throws Exception {
        Set<Integer> acknowledged = ConcurrentHashMap.newKeySet();
        AtomicBoolean stopped = new AtomicBoolean();
        Thread client = new Thread(
                () -> {
                    try (Sql sql = writer.sql()) {
                        for (int id = 1; !stopped.get(); id++) {
                            sql.execute("INSERT INTO entry VALUES (" + id + ", '')");
                            acknowledged.add(id);
                        }
                    } catch (Exception e) {
                        // The statement that waits for ever is ended with the lab.
                    }
                },
                "frozen-writer-client");
        client.setDaemon(true);
        client.start();
        Await.until("writes", RecordLab.LIMIT, () -> acknowledged.size() > 50);

        freeze("STOP");
        witness.await("falls silent", report -> !report.streaming());
        Await.until("fenced", RecordLab.LIMIT, () -> witness.order(new Fence(lab.term(), 2)) instanceof Applied);
        long to = witness.report().to();
        int before = acknowledged.size();
        freeze("CONT");

        Await.until("the writer has begun another write", RecordLab.LIMIT, () -> flushed() > to);
        assertThat(acknowledged.size()).isLessThanOrEqualTo(before + 1);
        int waiting = acknowledged.size();
        assertThat(acknowledges(1_000_000)).isFalse();
        assertThat(acknowledged).hasSize(waiting);
        assertThat(witness.report().to()).isEqualTo(to);
        stopped.set(true);
    }

    private long flushed() throws Exception {
        return Lsn.parse(writer.ask("SELECT pg_current_wal_flush_lsn()::text"));
    }

    private void freeze(String signal) throws Exception {
        long postmaster = writer.postmaster().pid();
        ProcessHandle parent = ProcessHandle.of(postmaster).orElseThrow();
        new ProcessBuilder("kill", "-" + signal, Long.toString(postmaster))
                .start()
                .waitFor();
        for (ProcessHandle child : parent.descendants().toList()) {
            new ProcessBuilder("kill", "-" + signal, Long.toString(child.pid()))
                    .start()
                    .waitFor();
        }
    }

    @Test
    void aWriterThatRestartedIsFollowedOnItsNewTimeline() throws Exception {
        insert(1, 1_000);
        int timeline = witness.report().timeline();
        writer.postmaster().kill();

        witness.await("says that the writer is away", report -> !report.streaming());
        witness.promotes(writer, 1, RecordLab.set(2, "witness"));
        witness.caughtUp(writer, 1);
        insert(1_001, 2_000);
        assertThat(acknowledges(2_001)).isTrue();
        witness.caughtUp(writer, 1);

        WitnessReport report = witness.report();
        assertThat(report.timeline()).isGreaterThan(timeline);
        assertThat(report.unbroken()).isTrue();
        assertThat(witness.wal("1/" + Lsn.history(report.timeline()), "read-token")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void onlyAWriterOfTheOrderedEpochIsFollowed() throws Exception {
        assertThat(witness.order(lab.follow(writer, 3))).isInstanceOf(Applied.class);

        witness.await(
                "waits",
                report -> report.problem() != null
                        && report.problem()
                                .contains("Waits until mac-studio-1 writes epoch 3; it is PRIMARY in epoch 1"));
        assertThat(witness.report().epoch()).isEqualTo(1);
        assertThat(witness.report().fencedBelow()).isEqualTo(3);
        assertThat(witness.receivers()).isEmpty();
        assertThat(acknowledges(1)).isFalse();
        assertThat(witness.order(lab.follow(writer, 2))).isInstanceOf(Stale.class);
    }

    @Test
    void noReceiverOutlivesItsAgent() throws Exception {
        witness.stopAgent();
        Process agent = witness.startAgentOfItsOwn();
        try {
            Await.until("receives", RecordLab.LIMIT, () -> witness.receivers().size() == 1);
        } finally {
            agent.destroyForcibly().waitFor();
        }

        Await.until("is gone with its agent", Duration.ofSeconds(10), () -> witness.receivers()
                .isEmpty());
        witness.startAgent();
        witness.await("receives again", WitnessReport::streaming);
        assertThat(witness.report().unbroken()).isTrue();
    }

    @Test
    void aWitnessWithoutRoomSaysSoAndCanStillBeFenced() throws Exception {
        witness.promotes(writer, 1, RecordLab.set(3));
        witness.stopAgent();
        assumeTrue(
                run(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=36m,mode=755",
                        "tmpfs",
                        witness.folder().toString()),
                "needs a small file system, which only root can mount");
        try {
            witness.startAgent();
            witness.caughtUp(writer, 1);
            insert(1, 60_000);

            witness.await(
                    "says that it is full",
                    report -> report.problem() != null && report.problem().contains("is full: make room on it"));
            fill(witness.folder().resolve("rest"));
            assertThat(witness.order(new Fence(lab.term(), 2))).isInstanceOf(Applied.class);
            witness.stopAgent();
            witness.startAgent();
            assertThat(witness.report().fencedBelow()).isEqualTo(2);
            assertThat(witness.report().to()).isPositive();
        } finally {
            witness.stopAgent();
            run("umount", witness.folder().toString());
        }
    }

    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            byte[] block = new byte[512];
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // Full.
        }
    }

    private static boolean run(String... command) throws Exception {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }
}
