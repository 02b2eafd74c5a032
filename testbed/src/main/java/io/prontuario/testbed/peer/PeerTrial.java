package io.prontuario.testbed.peer;

import io.prontuario.testbed.demo.Timeline;
import io.prontuario.testbed.exec.Wait;
import io.prontuario.testbed.ledger.Judge;
import io.prontuario.testbed.ledger.Judgement;
import io.prontuario.testbed.ledger.SqlLedger;
import io.prontuario.testbed.ledger.SqlPlan;
import io.prontuario.testbed.ledger.Write;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** One fault under four writers: everything whole, the fault, writes again, everything whole, and what is in the record. */
final class PeerTrial {
    private static final Duration STEADY = Duration.ofSeconds(6);
    private static final Duration CUT = Duration.ofSeconds(3);
    private static final Duration FREEZE = Duration.ofSeconds(40);
    /** After this long without writes the old primary is brought back. */
    private static final Duration PATIENCE = Duration.ofSeconds(75);

    private static final Duration AFTER_RETURN = Duration.ofSeconds(120);
    /** A single write may outlast a fault that only the old primary's return ends. */
    private static final SqlPlan PLAN =
            new SqlPlan(4, SqlPlan.STANDARD.perSecond(), SqlPlan.STANDARD.attemptLimit(), Duration.ofSeconds(180));

    private static final String REFUSED = "no write until the old primary returned";

    private final Peer peer;
    private final Timeline timeline;

    PeerTrial(Peer peer, Timeline timeline) {
        this.peer = peer;
        this.timeline = timeline;
    }

    FaultMeasure run(Scenario scenario, int run) throws SQLException, InterruptedException {
        timeline.heading("%s: %s, run %d", peer.name(), scenario.title(), run);
        peer.awaitWhole();
        String writer = peer.writer();
        String standby = peer.standby();
        SqlLedger ledger =
                SqlLedger.start(peer.route(), PLAN, UUID.randomUUID().toString().substring(0, 8));
        try {
            if (scenario == Scenario.FROZEN_WITH_CONSENSUS) {
                peer.leadConsensus(writer);
            }
            pause(STEADY);
            Fault fault = new Fault(ledger, System.nanoTime());
            String note = play(scenario, fault, writer, standby);
            peer.awaitWhole();
            fault.awaitWrites(AFTER_RETURN);
            ledger.drain();
            Judgement judgement = Judge.judge(
                    ledger.log().all(), List.of(SqlLedger.read(peer.writerRoute())), fault.nanos(), System.nanoTime());
            timeline.log("%s%s", judgement.brief(), note.isEmpty() ? "" : "; " + note);
            return FaultMeasure.of(peer.name(), scenario, run, judgement, note);
        } finally {
            ledger.close();
        }
    }

    private String play(Scenario scenario, Fault fault, String writer, String standby) throws InterruptedException {
        switch (scenario) {
            case PRIMARY_DIES:
                return death(fault, writer);
            case STANDBY_DIES:
                return death(fault, standby);
            case CUT_THEN_DEATH:
                timeline.log("replication cut");
                peer.cutReplication();
                pause(CUT);
                return death(fault, writer);
            case ONLY_ON_THIRD:
                timeline.log("replication cut; its end shown to the primary");
                peer.cutReplicationVisibly();
                boolean goesOn = fault.awaitWrites(PATIENCE);
                timeline.log(goesOn ? "writes go on without the standby" : "no write without the standby");
                return death(fault.now(), writer) + (goesOn ? "" : "; no write before the death either");
            case FROZEN, FROZEN_WITH_CONSENSUS:
                return freeze(fault, writer);
            default:
                peer.switchover(writer, standby);
                timeline.log("switchover done, says %s", peer.name());
                fault.awaitWrites(PATIENCE);
                return "";
        }
    }

    private String death(Fault fault, String host) {
        peer.die(host);
        timeline.log("%s is dead", host);
        boolean goesOn = fault.now().awaitWrites(PATIENCE);
        timeline.log(goesOn ? "writes go on" : "no write for %d s", PATIENCE.toSeconds());
        peer.joinReplication();
        peer.revive(host);
        timeline.log("%s is back", host);
        return goesOn ? "" : REFUSED;
    }

    private String freeze(Fault fault, String host) throws InterruptedException {
        peer.freeze(host);
        timeline.log("%s is frozen", host);
        boolean goesOn = fault.awaitWrites(FREEZE);
        timeline.log(goesOn ? "writes go on" : "no write while it was frozen");
        pause(FREEZE.minusNanos(System.nanoTime() - fault.nanos()));
        peer.thaw(host);
        timeline.log("%s is thawed", host);
        pause(STEADY);
        return goesOn ? "" : "no write until it was thawed";
    }

    private static void pause(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }

    /** A fault that began then. */
    private record Fault(SqlLedger ledger, long nanos) {
        /** Of these seconds, every one must have seen writes. */
        private static final int WINDOW_SECONDS = 3;

        Fault now() {
            return new Fault(ledger, System.nanoTime());
        }

        /** Waits until writes have been acknowledged in each of three seconds after the fault. */
        boolean awaitWrites(Duration limit) {
            return Wait.holds(limit, () -> goesOn(ledger.log().all(), System.nanoTime()));
        }

        private boolean goesOn(List<Write> writes, long now) {
            for (int second = 1; second <= WINDOW_SECONDS; second++) {
                long from = now - TimeUnit.SECONDS.toNanos(second);
                long to = from + TimeUnit.SECONDS.toNanos(1);
                if (from < nanos + TimeUnit.SECONDS.toNanos(1)
                        || writes.stream()
                                .noneMatch(write -> write.acknowledged()
                                        && write.times().ended() >= from
                                        && write.times().ended() < to)) {
                    return false;
                }
            }
            return true;
        }
    }
}
