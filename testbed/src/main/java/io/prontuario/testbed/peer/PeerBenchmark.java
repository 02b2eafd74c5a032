package io.prontuario.testbed.peer;

import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.lifecycle.Preflight;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Brings every peer up, one after the other, plays the faults, and leaves nothing: no process, link, namespace, file. */
public final class PeerBenchmark {
    /** Names of links and namespaces are fixed, so one at a time on a machine. */
    private static final Path LOCK = Path.of("/run/lock/prontuario-peers");

    private static final Duration LATENCY = Duration.ofSeconds(20);
    private final Timeline timeline;
    private final Consumer<PeerResults> onMeasure;
    private final List<FaultMeasure> faults = new ArrayList<>();
    private final List<LatencyMeasure> latencies = new ArrayList<>();

    /** @param onMeasure called with all results so far after every measure: a late failure loses none of them */
    public PeerBenchmark(Timeline timeline, Consumer<PeerResults> onMeasure) {
        this.timeline = timeline;
        this.onMeasure = onMeasure;
    }

    public PeerResults run(PeerPlan plan) throws Exception {
        Preflight.unsupported().ifPresent(reason -> {
            throw new TestbedException(reason);
        });
        try (FileChannel channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new TestbedException("peers are being measured on this machine already: wait until that ends");
            }
            Path work = Files.createTempDirectory("prontuario-peers");
            try (Ending ending = new Ending(work)) {
                PeerPrograms programs = PeerPrograms.install(work);
                for (String settings : plan.patroni()) {
                    measure(plan, PatroniSettings.named(settings), programs, work.resolve(settings), ending);
                }
            }
            return results();
        }
    }

    private void measure(PeerPlan plan, PatroniSettings settings, PeerPrograms programs, Path folder, Ending ending)
            throws SQLException, InterruptedException {
        UncheckedFiles.folders(folder);
        List<Box> boxes = Stream.concat(PatroniCluster.MEMBERS.stream(), Stream.of(LoneServer.BOX))
                .toList();
        try (PeerNetwork network = ending.with(PeerNetwork.create(boxes));
                PatroniCluster cluster = new PatroniCluster(settings, programs, folder);
                LoneServer lone = new LoneServer(folder.resolve("lone"))) {
            timeline.phase(cluster.name() + " comes up", cluster::up);
            if (plan.latency()) {
                timeline.phase("a lone PostgreSQL comes up", lone::up);
                for (int run = 1; run <= plan.runs(); run++) {
                    latency(lone, cluster, run);
                }
            }
            PeerTrial trial = new PeerTrial(cluster, timeline);
            for (Scenario scenario : plan.scenarios()) {
                for (int run = 1; run <= plan.runs(); run++) {
                    faults.add(trial.run(scenario, run));
                    onMeasure.accept(results());
                }
            }
        }
    }

    /** One after the other, again and again: what else the machine does meets both. */
    private void latency(LoneServer lone, Peer peer, int run) throws SQLException, InterruptedException {
        timeline.heading("commits of %d clients, run %d", CommitLatency.CLIENTS, run);
        for (LatencyMeasure measure : List.of(
                CommitLatency.measure(lone.route(), LATENCY, PeerResults.LONE, run),
                CommitLatency.measure(peer.writerRoute(), LATENCY, peer.name(), run))) {
            latencies.add(measure);
            timeline.log(
                    "%s: p50 %.2f ms, p99 %.2f ms, %.0f commits/s",
                    measure.system(), measure.p50Millis(), measure.p99Millis(), measure.commitsPerSecond());
        }
        onMeasure.accept(results());
    }

    private PeerResults results() {
        return new PeerResults(faults, latencies);
    }
}
