package io.prontuario.testbed.peer;

import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.TestbedException;
import io.prontuario.testbed.lifecycle.Preflight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Brings every peer up, one after the other, plays the faults, and leaves nothing: no process, link, namespace, file. */
public final class PeerBenchmark {
    private static final Duration LATENCY = Duration.ofSeconds(20);
    private final Timeline timeline;
    private final Consumer<PeerResults> onMeasure;
    private PeerResults results;

    /**
     * @param known of earlier sittings
     * @param onMeasure called with all results so far after every measure: a late failure loses none of them
     */
    public PeerBenchmark(Timeline timeline, PeerResults known, Consumer<PeerResults> onMeasure) {
        this.timeline = timeline;
        this.results = known;
        this.onMeasure = onMeasure;
    }

    /**
     * Takes every measure that is not known yet. One that fails is recorded as failed.
     *
     * @throws TestbedException when it cannot run here, or a peer does not come up
     */
    public PeerResults run(PeerPlan plan) throws Exception {
        Preflight.unsupported().or(Preflight::missingPackages).ifPresent(reason -> {
            throw new TestbedException("peers cannot be measured here: " + reason);
        });
        PeerCatalog.check(plan.peers());
        for (String name : plan.peers()) {
            Path work = Files.createTempDirectory("prontuario-peers");
            try (Ending ending = new Ending(work)) {
                measure(plan, PeerCatalog.make(name, work, timeline, plan.controlPlane()), work, ending);
            }
        }
        return results;
    }

    private void measure(PeerPlan plan, Peer peer, Path work, Ending ending) throws InterruptedException {
        List<Agenda.Item> items = Agenda.of(peer, plan, results);
        List<Integer> latencies = IntStream.rangeClosed(1, plan.latencyRuns())
                .filter(run -> plan.again() || !results.hasLatency(peer.name(), run))
                .boxed()
                .toList();
        for (Scenario scenario : plan.scenarios()) {
            peer.obstacle(scenario)
                    .ifPresent(why -> timeline.log("%s is not put through %s: %s", peer.name(), scenario.id(), why));
        }
        timeline.log("%s: %d measures to take", peer.name(), items.size() + latencies.size());
        if (items.isEmpty() && latencies.isEmpty()) {
            return;
        }
        PeerNetwork network =
                PeerNetwork.create(Stream.concat(PatroniCluster.MEMBERS.stream(), Stream.of(LoneServer.BOX))
                        .toList());
        ending.then(network::close);
        ending.then(peer::close);
        try {
            timeline.phase(peer.name() + " comes up", peer::up);
            latencies(latencies, peer, work, ending);
            PeerTrial trial = new PeerTrial(peer, timeline, plan.outage());
            for (int number = 0; number < items.size(); number++) {
                Agenda.Item item = items.get(number);
                timeline.heading(
                        "%s, measure %d of %d: %s, run %d",
                        peer.name(), number + 1, items.size(), item.scenario().title(), item.run());
                take(trial, item, peer, plan, ending);
            }
        } finally {
            plan.logs().ifPresent(to -> peer.copyLogs(to.resolve("end")));
        }
    }

    private void take(PeerTrial trial, Agenda.Item item, Peer peer, PeerPlan plan, Ending ending)
            throws InterruptedException {
        String at = Instant.now().toString();
        FaultMeasure measure;
        try {
            measure = trial.run(item.scenario(), item.run());
        } catch (RuntimeException | SQLException e) {
            if (ending.begun() || Thread.currentThread().isInterrupted()) {
                throw new TestbedException("ended while it measured", e);
            }
            timeline.log("FAILED: %s", e);
            measure = FaultMeasure.failed(peer.name(), item.scenario(), item.run(), at, String.valueOf(e.getMessage()));
        }
        results = results.with(measure);
        onMeasure.accept(results);
        recover(peer, item, measure.verdict().outcome() == Verdict.Outcome.FAILED, plan);
    }

    /** The next measure begins with a system that is whole, or with a new one. */
    private void recover(Peer peer, Agenda.Item item, boolean failed, PeerPlan plan) {
        if (failed) {
            plan.logs()
                    .ifPresent(to ->
                            peer.copyLogs(to.resolve("failed-" + item.scenario().id() + "-" + item.run())));
        }
        try {
            peer.ownFaults().ifPresent(OwnFaults::undo);
            if (failed) {
                timeline.log("everything is brought back");
                peer.heal();
                peer.awaitWhole();
            }
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            timeline.log("%s is not whole again and is made anew: %s", peer.name(), String.valueOf(e.getMessage()));
            peer.renew();
        }
    }

    /** One after the other, again and again: what else the machine does meets both. */
    private void latencies(List<Integer> runs, Peer peer, Path work, Ending ending) throws InterruptedException {
        if (runs.isEmpty()) {
            return;
        }
        LoneServer lone = new LoneServer(work.resolve("lone"));
        ending.then(lone::close);
        timeline.phase("a lone PostgreSQL comes up", lone::up);
        for (int run : runs) {
            timeline.heading("commits of %d clients, run %d", CommitLatency.CLIENTS, run);
            try {
                LatencyMeasure alone = CommitLatency.measure(lone.route(), LATENCY, PeerResults.LONE, run);
                LatencyMeasure measure = CommitLatency.measure(peer.writerRoute(), LATENCY, peer.name(), run);
                add(alone);
                add(measure);
            } catch (SQLException e) {
                timeline.log("FAILED, and left out: %s", String.valueOf(e.getMessage()));
            }
        }
        // It must not take time from the peer when faults are played.
        lone.close();
    }

    private void add(LatencyMeasure measure) {
        results = results.with(measure);
        onMeasure.accept(results);
        timeline.log(
                "%s: p50 %.2f ms, p99 %.2f ms, %.0f commits/s",
                measure.system(), measure.p50Millis(), measure.p99Millis(), measure.commitsPerSecond());
    }
}
