package io.prontuario.testbed.peer;

import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.lifecycle.Preflight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Brings every peer up, one after the other, plays the faults, and leaves nothing: no process, link, namespace, file. */
public final class PeerBenchmark {
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

    /** @throws TestbedException when it cannot run here, or a peer does not come up or not become whole again */
    public PeerResults run(PeerPlan plan) throws Exception {
        Preflight.unsupported().or(Preflight::missingPackages).ifPresent(reason -> {
            throw new TestbedException("peers cannot be measured here: " + reason);
        });
        PeerCatalog.check(plan.peers());
        for (String name : plan.peers()) {
            Path work = Files.createTempDirectory("prontuario-peers");
            try (Ending ending = new Ending(work)) {
                measure(plan, PeerCatalog.make(name, work, timeline), work, ending);
            }
        }
        return results();
    }

    private void measure(PeerPlan plan, Peer peer, Path work, Ending ending) throws SQLException, InterruptedException {
        PeerNetwork network =
                PeerNetwork.create(Stream.concat(PatroniCluster.MEMBERS.stream(), Stream.of(LoneServer.BOX))
                        .toList());
        ending.then(network::close);
        ending.then(peer::close);
        try {
            timeline.phase(peer.name() + " comes up", peer::up);
            if (plan.latency()) {
                latencies(plan, peer, work, ending);
            }
            PeerTrial trial = new PeerTrial(peer, timeline);
            for (Scenario scenario :
                    plan.scenarios().stream().filter(peer::supports).toList()) {
                for (int run = 1; run <= plan.runs(); run++) {
                    faults.add(trial.run(scenario, run));
                    onMeasure.accept(results());
                }
            }
        } finally {
            plan.logs().ifPresent(to -> peer.copyLogs(to));
        }
    }

    /** One after the other, again and again: what else the machine does meets both. */
    private void latencies(PeerPlan plan, Peer peer, Path work, Ending ending)
            throws SQLException, InterruptedException {
        LoneServer lone = new LoneServer(work.resolve("lone"));
        ending.then(lone::close);
        timeline.phase("a lone PostgreSQL comes up", lone::up);
        for (int run = 1; run <= plan.runs(); run++) {
            timeline.heading("commits of %d clients, run %d", CommitLatency.CLIENTS, run);
            add(CommitLatency.measure(lone.route(), LATENCY, PeerResults.LONE, run));
            add(CommitLatency.measure(peer.writerRoute(), LATENCY, peer.name(), run));
        }
        // It must not take time from the peer when faults are played.
        lone.close();
    }

    private void add(LatencyMeasure measure) {
        latencies.add(measure);
        onMeasure.accept(results());
        timeline.log(
                "%s: p50 %.2f ms, p99 %.2f ms, %.0f commits/s",
                measure.system(), measure.p50Millis(), measure.p99Millis(), measure.commitsPerSecond());
    }

    private PeerResults results() {
        return new PeerResults(faults, latencies);
    }
}
