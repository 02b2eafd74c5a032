package io.prontuario.testbed.peer;

import io.prontuario.cli.CliException;
import io.prontuario.testbed.demo.Parallel;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** The script of every scenario. */
final class FaultScripts {
    private static final int PREPARATIONS = 10;
    private static final Duration CUT = Duration.ofSeconds(3);
    private static final Duration FREEZE = Duration.ofSeconds(40);
    private static final Duration STEADY = Duration.ofSeconds(6);
    /** So long is a machine off that is not needed for writes: past every detection threshold and lease. */
    private static final Duration OFF = Duration.ofSeconds(20);

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration REBOOT = Duration.ofSeconds(5);
    /** Both hosts start at once on this machine, and the operator's pods with them. */
    private static final Duration BOTH_RETURN = Duration.ofSeconds(240);

    private static final Duration WITNESS_RETURNS = Duration.ofSeconds(180);
    private static final String REFUSED = "no write until the old primary returned";

    private FaultScripts() {}

    /** @param outage how long etcd has no quorum */
    static FaultScript of(Scenario scenario, Duration outage) {
        return switch (scenario) {
            case PRIMARY_DIES -> stage -> death(stage, stage.writer());
            case STANDBY_DIES -> stage -> death(stage, stage.standby());
            case WITNESS_DIES -> FaultScripts::witnessDies;
            case DOCUMENT_TIMINGS -> new DocumentTimings();
            case CUT_THEN_DEATH -> FaultScripts::cutThenDeath;
            case ONLY_ON_THIRD -> FaultScripts::onlyOnThird;
            case FROZEN -> FaultScripts::freeze;
            case FROZEN_WITH_CONSENSUS -> new FrozenWithConsensus();
            case WITNESS_THEN_PRIMARY -> FaultScripts::witnessThenPrimary;
            case STANDBY_RETURNS_THEN_PRIMARY -> FaultScripts::standbyReturnsThenPrimary;
            case BOTH_REBOOT -> FaultScripts::bothReboot;
            case EDGE_REBOOTS -> FaultScripts::edgeReboots;
            case ETCD_WITHOUT_QUORUM -> stage -> withoutQuorum(stage, outage);
            case DISK_FULL_PRIMARY -> new DiskFull(Stage.Roles::writer);
            case DISK_FULL_STANDBY -> new DiskFull(Stage.Roles::standby);
            case DISK_FULL_WITNESS -> new DiskFull(Stage.Roles::third);
            case CLOCK_AHEAD -> new ClockWrong(HOUR);
            case CLOCK_BEHIND -> new ClockWrong(HOUR.negated());
            case SWITCHOVER -> FaultScripts::switchover;
        };
    }

    private static Played death(Stage stage, String host) {
        stage.die(host);
        boolean goesOn = stage.writesGoOn(Stage.PATIENCE);
        stage.peer().joinReplication();
        stage.revive(host);
        return goesOn ? Played.WENT_ON : Played.refused(REFUSED);
    }

    private static Played witnessDies(Stage stage) throws InterruptedException {
        stage.die(stage.third());
        boolean goesOn = stage.writesGoOn(Stage.PATIENCE);
        stage.course().pause(OFF);
        stage.revive(stage.third());
        return goesOn ? Played.WENT_ON : Played.refused("no write without the third copy");
    }

    private static Played cutThenDeath(Stage stage) throws InterruptedException {
        stage.course().log("replication cut");
        stage.peer().cutReplication();
        stage.course().pause(CUT);
        return death(stage, stage.writer());
    }

    private static Played onlyOnThird(Stage stage) {
        stage.course().log("replication cut; its end shown to the primary");
        stage.peer().cutReplicationVisibly();
        boolean goesOn = stage.writesGoOn(Stage.PATIENCE);
        return death(stage, stage.writer()).and(goesOn ? "" : "no write before the death either");
    }

    private static Played freeze(Stage stage) throws InterruptedException {
        long from = System.nanoTime();
        stage.course().mark();
        stage.peer().freeze(stage.writer());
        stage.course().log("%s is frozen", stage.writer());
        boolean goesOn = stage.writesGoOn(FREEZE);
        stage.course().pause(FREEZE.minusNanos(System.nanoTime() - from));
        stage.peer().thaw(stage.writer());
        stage.course().log("%s is thawed", stage.writer());
        stage.course().pause(STEADY);
        return goesOn ? Played.WENT_ON : Played.refused("no write until it was thawed");
    }

    private static Played witnessThenPrimary(Stage stage) throws InterruptedException {
        stage.die(stage.third());
        boolean alone = stage.writesGoOn(Stage.PATIENCE);
        stage.course().pause(OFF);
        stage.die(stage.writer());
        boolean promoted = stage.writesGoOn(Stage.PATIENCE);
        stage.revive(stage.third());
        stage.course().mark();
        boolean withWitness = stage.writesGoOn(WITNESS_RETURNS);
        stage.revive(stage.writer());
        Played played = promoted
                ? new Played(false, "the standby took over without the third copy")
                : Played.refused(withWitness ? "no write until the third copy returned" : REFUSED);
        return played.and(alone ? "" : "no write without the third copy either");
    }

    private static Played standbyReturnsThenPrimary(Stage stage) throws InterruptedException {
        stage.die(stage.standby());
        boolean alone = stage.writesGoOn(Stage.PATIENCE);
        stage.course().pause(OFF);
        stage.revive(stage.standby());
        stage.peer().awaitWhole();
        stage.course().log("every copy follows again");
        stage.course().pause(STEADY);
        return death(stage, stage.writer()).and(alone ? "" : "no write without the standby either");
    }

    private static Played bothReboot(Stage stage) throws InterruptedException {
        List<String> hosts = List.of(stage.writer(), stage.standby());
        Parallel.run(hosts, stage.peer()::die);
        stage.course().log("both hosts are dead");
        stage.course().pause(REBOOT);
        hosts.forEach(stage::revive);
        stage.course().mark();
        return stage.writesGoOn(BOTH_RETURN)
                ? Played.WENT_ON
                : Played.refused("no write within " + BOTH_RETURN.toSeconds() + " s of the return");
    }

    private static Played edgeReboots(Stage stage) throws InterruptedException {
        stage.die(stage.third());
        stage.course().pause(REBOOT);
        stage.revive(stage.third());
        return stage.writesGoOn(Stage.PATIENCE) ? Played.WENT_ON : Played.refused("no write after its return");
    }

    private static Played withoutQuorum(Stage stage, Duration outage) throws InterruptedException {
        OwnFaults faults = stage.peer().ownFaults().orElseThrow();
        String stopped = faults.stopEtcd();
        String note = "etcd stopped on " + stopped + " for " + outage.toSeconds() + " s";
        stage.course().log(note);
        stage.course().pause(outage);
        stage.course().mark();
        boolean goesOn = stage.writesGoOn(STEADY);
        faults.undo();
        stage.course().log("etcd starts again");
        return new Played(!goesOn, note).and(goesOn ? "" : "no write at its end");
    }

    private static Played switchover(Stage stage) {
        stage.course().mark();
        stage.peer().switchover(stage.writer(), stage.standby());
        stage.course().log("switchover done, says %s", stage.peer().name());
        return stage.writesGoOn(Stage.PATIENCE) ? Played.WENT_ON : Played.refused("no write afterwards");
    }

    /** A status can still be from before the standby was restarted: the operator then refuses, and is asked again. */
    private static void moveBeforehand(Peer peer, String from, String to) {
        for (int left = PREPARATIONS; ; left--) {
            peer.awaitWhole();
            try {
                peer.switchover(from, to);
                return;
            } catch (CliException refused) {
                if (left == 0) {
                    throw refused;
                }
            }
        }
    }

    /** @param role whose disk is full */
    private record DiskFull(Function<Stage.Roles, String> role) implements FaultScript {
        private static final Duration FULL = Duration.ofSeconds(60);
        private static final int TIMES = 3;

        /** A host gets the other disk while it is the standby; then it becomes what it is to be. */
        @Override
        public void prepare(Peer peer) {
            Stage.Roles before = Stage.Roles.of(peer);
            String host = role.apply(before);
            boolean primary = host.equals(before.writer());
            String spare = primary ? before.standby() : host;
            peer.ownFaults().orElseThrow().smallDisk(spare);
            if (primary) {
                moveBeforehand(peer, before.writer(), spare);
            }
        }

        @Override
        public Played play(Stage stage) throws InterruptedException {
            OwnFaults faults = stage.peer().ownFaults().orElseThrow();
            String host = role.apply(stage.roles());
            boolean goesOn = true;
            for (int time = 0; time < TIMES; time++) {
                // Again and again: what is freed meanwhile is taken as well.
                faults.fillDisk(host);
                stage.course().log("no room on %s", host);
                stage.course().mark();
                goesOn = stage.writesGoOn(FULL.dividedBy(TIMES));
                if (goesOn) {
                    stage.course().pause(FULL.dividedBy(TIMES));
                }
            }
            faults.freeDisk(host);
            stage.course().log("room on %s again", host);
            stage.course().mark();
            boolean afterwards = stage.writesGoOn(Stage.PATIENCE);
            return new Played(!goesOn, goesOn ? "" : "no write while it was full")
                    .and(afterwards ? "" : "no write for " + Stage.PATIENCE.toSeconds() + " s afterwards either");
        }
    }

    /** @param shift of the machine that becomes the primary */
    private record ClockWrong(Duration shift) implements FaultScript {
        /** A machine that starts has the wrong time from then on, so it gets it as the standby. */
        @Override
        public void prepare(Peer peer) {
            Stage.Roles before = Stage.Roles.of(peer);
            peer.ownFaults().orElseThrow().wrongClock(before.standby(), shift);
            moveBeforehand(peer, before.writer(), before.standby());
            peer.awaitWhole();
        }

        @Override
        public Played play(Stage stage) {
            stage.course().mark();
            boolean wrote = stage.writesGoOn(STEADY);
            return death(stage, stage.writer()).and(wrote ? "" : "no write while the primary's clock was wrong");
        }
    }

    private record FrozenWithConsensus() implements FaultScript {
        @Override
        public void prepare(Peer peer) {
            peer.leadConsensus(peer.writer());
        }

        @Override
        public Played play(Stage stage) throws InterruptedException {
            return freeze(stage);
        }
    }

    /** The same death, found with slow timings. */
    private record DocumentTimings() implements FaultScript {
        @Override
        public void prepare(Peer peer) {
            peer.ownFaults().orElseThrow().documentTimings();
        }

        @Override
        public Played play(Stage stage) {
            return death(stage, stage.writer());
        }
    }
}
