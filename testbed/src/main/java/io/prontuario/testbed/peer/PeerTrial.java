package io.prontuario.testbed.peer;

import io.prontuario.ledger.FoundWrites;
import io.prontuario.ledger.Judge;
import io.prontuario.ledger.Judgement;
import io.prontuario.ledger.SqlLedger;
import io.prontuario.ledger.SqlPlan;
import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.peer.FaultMeasure.Figures;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One fault under four writers: everything whole, the fault, writes again, everything whole, and what is in the record. */
final class PeerTrial {
    private static final Duration STEADY = Duration.ofSeconds(6);
    private static final Duration AFTER_RETURN = Duration.ofSeconds(120);
    /** A single write may outlast a fault that only the old primary's return ends. */
    private static final SqlPlan PLAN =
            new SqlPlan(4, SqlPlan.STANDARD.perSecond(), SqlPlan.STANDARD.attemptLimit(), Duration.ofSeconds(180));

    private final Peer peer;
    private final Timeline timeline;
    private final Duration outage;

    /** @param outage how long etcd has no quorum in the scenario about that */
    PeerTrial(Peer peer, Timeline timeline, Duration outage) {
        this.peer = peer;
        this.timeline = timeline;
        this.outage = outage;
    }

    FaultMeasure run(Scenario scenario, int run) throws SQLException, InterruptedException {
        String at = Instant.now().toString();
        FaultScript script = FaultScripts.of(scenario, outage);
        peer.awaitWhole();
        script.prepare(peer);
        peer.awaitWhole();
        try (SqlLedger ledger = SqlLedger.start(
                        peer.route(), PLAN, UUID.randomUUID().toString().substring(0, 8));
                Statuses statuses = peer.statuses()) {
            Stage.Roles roles = Stage.Roles.of(peer);
            String placement = peer.placement();
            TimeUnit.NANOSECONDS.sleep(STEADY.toNanos());
            LedgerCourse course = new LedgerCourse(ledger, timeline);
            Played played = script.play(new Stage(peer, course, roles));
            String broken = whole(course);
            long end = System.nanoTime();
            ledger.drain();
            Judgement judgement = Judge.judge(ledger.log().all(), List.of(found(ledger, broken)), course.begun(), end);
            List<String> said = statuses.since(course.begun());
            Figures figures = Figures.of(judgement);
            Verdict verdict = broken.isEmpty()
                    ? Verdict.of(peer.bar(scenario), figures, played.refused(), said)
                    : Verdict.failed(broken);
            String note = played.and(placement).note();
            report(judgement, note, said, verdict);
            return new FaultMeasure(peer.name(), scenario.id(), run, at, figures, note, said, verdict);
        }
    }

    private FoundWrites found(SqlLedger ledger, String broken) throws SQLException {
        try {
            return ledger.found(peer.writerRoute());
        } catch (SQLException e) {
            throw broken.isEmpty() ? e : new SQLException(broken + "; and the record cannot be read", e);
        }
    }

    /** Waits until everything is whole and written to. @return what is wrong; the writes are judged all the same */
    private String whole(Course course) {
        try {
            peer.awaitWhole();
            return course.writesWithin(AFTER_RETURN)
                    ? ""
                    : "no write within " + AFTER_RETURN.toSeconds() + " s after everything was whole";
        } catch (RuntimeException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            return "not whole again: " + e.getMessage();
        }
    }

    private void report(Judgement judgement, String note, List<String> said, Verdict verdict) {
        timeline.log("%s%s", judgement.brief(), note.isEmpty() ? "" : "; " + note);
        said.forEach(line -> timeline.log("  said: %s", line));
        timeline.log("%s", verdict.outcome() + (verdict.reason().isEmpty() ? "" : ": " + verdict.reason()));
    }
}
