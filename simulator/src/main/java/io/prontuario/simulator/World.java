package io.prontuario.simulator;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import io.prontuario.continuity.model.WriterEpoch;
import java.time.Instant;
import java.util.Optional;

/** One run in virtual time: every node, link, front door and operator replica, one event after the other. */
final class World {
    private static final Instant ORIGIN = Instant.parse("2026-01-01T00:00:00Z");
    private static final long RETRANSMIT = 1000;
    static final long ROUND_AFTER = 20;
    private static final long RESCHEDULED_AFTER = 20_000;

    private static final int START = 0;
    private static final int END = 1;
    private static final int CHECK = 2;
    private static final int CHECK_TIMEOUT = 3;
    private static final int TICK = 4;
    private static final int RETRY = 5;
    private static final int TIMEOUT = 6;
    private static final int ROUND = 7;
    private static final int CLIENT = 8;
    private static final int ANSWER = 9;
    static final int POLL = 10;
    static final int POLL_RETRY = 11;
    static final int POLL_ANSWER = 12;
    static final int POLL_TIMEOUT = 13;
    static final int POLL_AGAIN = 14;
    static final int POLL_ROUND = 15;
    private static final int INDEX_BITS = 8;

    final Settings settings;
    final Nodes nodes;
    final Machines machines;
    final Network network;
    final FrontDoors frontDoors;
    final Replica[] replicas;
    final Schedule schedule;
    private final Watcher watcher;
    private final EventQueue queue = new EventQueue();
    private final ProbeEngine probing;
    final DatabasePolls polls;
    private final OperatorRounds operators;
    final Projection projection = new Projection();
    final Databases databases;
    final Requests requests = new Requests();
    private int activeFaults;

    private int nextFault;
    private long events;

    World(Settings settings, Schedule schedule, Deciders deciders, Watcher watcher) {
        this.settings = settings;
        this.schedule = schedule;
        this.watcher = watcher;
        this.nodes = new Nodes(settings.policy().hosts());
        this.machines = new Machines(nodes, settings.boot(), schedule.seed());
        this.network = new Network(nodes.count(), settings.loss(), settings.delay(), schedule.seed());
        this.frontDoors = new FrontDoors(machines, network, settings.routes());
        this.databases = new Databases(this);
        this.probing = new ProbeEngine(this, watcher);
        this.operators = new OperatorRounds(this, deciders, watcher, new ActionDelivery(this, probing));
        this.replicas = new Replica[] {
            new Replica(0, true, nodes.edge(), record(true), settings, nodes),
            new Replica(1, true, nodes.hosts() - 1, record(true), settings, nodes),
            new Replica(2, false, nodes.cloud(), record(false), settings, nodes)
        };
        this.polls = new DatabasePolls(this);
    }

    /** Runs to the end of the schedule; returns how many events it took. */
    long run() {
        Rng phases = Rng.of(schedule.seed(), 0x22);
        for (int pair = 0; pair < frontDoors.pairs(); pair++) {
            add(phases.nextLong(settings.routes().interval()), CHECK, pair);
        }
        for (Replica replica : replicas) {
            add(phases.nextLong(settings.policy().thresholds().interval().toMillis()), TICK, replica.index);
        }
        Rng polling = Rng.of(schedule.seed(), 0x66);
        for (Replica replica : replicas) {
            if (replica.onsite) {
                add(polling.nextLong(polls.interval()), POLL, replica.index);
            }
        }
        add(phases.nextLong(settings.clientEvery()), CLIENT, 0);
        if (!schedule.faults().isEmpty()) {
            add(schedule.faults().get(0).at(), START, 0);
        }
        while (!queue.isEmpty()) {
            long event = queue.next();
            long now = EventQueue.time(event);
            if (now >= schedule.length()) {
                break;
            }
            events++;
            handle(EventQueue.code(event), now);
        }
        watcher.end(this, schedule.length());
        return events;
    }

    void add(long at, int type, int index) {
        queue.add(at, (type << INDEX_BITS) | index);
    }

    private void handle(int code, long now) {
        int index = code & ((1 << INDEX_BITS) - 1);
        switch (code >> INDEX_BITS) {
            case START -> {
                Faults.begin(this, schedule.faults().get(index), now);
                activeFaults += schedule.faults().get(index).kind().lasts() ? 1 : 0;
                watcher.fault(this, schedule.faults().get(index), now);
                if (schedule.faults().get(index).kind() != Fault.Kind.CLOCK) {
                    add(now + schedule.faults().get(index).length(), END, index);
                }
                nextFault = index + 1;
                if (nextFault < schedule.faults().size()) {
                    add(schedule.faults().get(nextFault).at(), START, nextFault);
                }
            }
            case END -> {
                activeFaults -= schedule.faults().get(index).kind().lasts() ? 1 : 0;
                Faults.end(this, schedule.faults().get(index), now);
            }
            case CHECK -> {
                long again = frontDoors.check(index, now);
                add(Math.abs(again), again < 0 ? CHECK_TIMEOUT : CHECK, index);
            }
            case CHECK_TIMEOUT -> add(frontDoors.timedOut(index, now), CHECK, index);
            case TICK -> tick(replicas[index], now);
            case RETRY -> retry(replicas[index >> 4], index & 15, now);
            case TIMEOUT -> timeout(replicas[index >> 4], index & 15, now);
            case ANSWER -> answered(replicas[index >> 4], index & 15, now);
            case ROUND -> operators.round(replicas[index], now);
            case POLL -> polls.tick(replicas[index], now);
            case POLL_RETRY -> polls.retry(index, now);
            case POLL_ANSWER -> polls.answered(index, now);
            case POLL_TIMEOUT -> polls.timeout(index, now);
            case POLL_AGAIN -> polls.lookAgain(replicas[index], now);
            case POLL_ROUND -> operators.roundOnNews(replicas[index], now);
            case CLIENT -> {
                int site = frontDoors.answer(now);
                if (site >= 0 && site < nodes.hosts()) {
                    projection.written(this, site, now);
                }
                databases.tick(now);
                watcher.client(this, now, site);
                add(now + settings.clientEvery(), CLIENT, 0);
            }
            default -> throw new IllegalStateException("event " + code);
        }
    }

    boolean works(Replica replica) {
        return machines.runs(replica.node) && replica.crashed == 0;
    }

    void forget(Replica replica, long now) {
        operators.forget(replica, now);
        watcher.forgot(replica);
    }

    private void tick(Replica replica, long now) {
        add(now + replica.policy.thresholds().interval().toMillis(), TICK, replica.index);
        reschedule(replica, now);
        if (!works(replica)) {
            replica.ableSince = now;
            return;
        }
        replica.beginRound(now);
        boolean outstanding = false;
        for (int target = 0; target < replica.targets(); target++) {
            if (!probing.look(replica, target, now)) {
                replica.waitFor(target);
                outstanding = true;
                int index = (replica.index << 4) | target;
                for (long at = RETRANSMIT; at < settings.probeTimeout(); at = 2 * at + RETRANSMIT) {
                    add(now + at, RETRY, index);
                }
                add(now + settings.probeTimeout(), TIMEOUT, index);
            }
        }
        add(now + ROUND_AFTER, ROUND, replica.index);
        if (outstanding) {
            add(now + settings.probeTimeout() + ROUND_AFTER, ROUND, replica.index);
        }
    }

    /** The pod of a replica on a dead node is started on another one. */
    private void reschedule(Replica replica, long now) {
        if (!replica.onsite || !machines.deadFor(replica.node, now, RESCHEDULED_AFTER)) {
            return;
        }
        int peer = replicas[1 - replica.index].node;
        for (int node = nodes.edge(); node >= 0; node--) {
            if (node != peer && machines.runs(node)) {
                replica.node = node;
                forget(replica, now);
                return;
            }
        }
    }

    private void retry(Replica replica, int target, long now) {
        if (replica.sendsAgain(target) && works(replica)) {
            probing.look(replica, target, now);
        }
    }

    /** An answer that took a while: the timeout, if it came first, has ended the wait. */
    void answerAt(Replica replica, int target, long at) {
        replica.answerUnderway(target);
        if (at < replica.roundSince() + settings.probeTimeout()) {
            add(at, ANSWER, (replica.index << 4) | target);
        }
    }

    private void answered(Replica replica, int target, long now) {
        if (replica.waits(target) && works(replica)) {
            probing.answered(replica, target, now);
        }
    }

    private void timeout(Replica replica, int target, long now) {
        if (replica.waits(target) && works(replica)) {
            probing.timeout(replica, target, now);
        }
    }

    /** By a clock that is right. */
    static Instant time(long now) {
        return ORIGIN.plusMillis(now);
    }

    Instant wall(Replica replica, long now) {
        return ORIGIN.plusMillis(now + machines.clockError(replica.node, now));
    }

    State record(boolean onsite) {
        return operators.record(onsite);
    }

    /** What each side has recorded about the writer. */
    WriterEpoch writer(boolean onsite) {
        return operators.writer(onsite);
    }

    /** The on-site replica that leads, or nothing while none does. */
    Optional<Replica> leader() {
        return operators.leader();
    }

    /** How many faults are there now; a clock that jumped is none. */
    int activeFaults() {
        return activeFaults;
    }

    boolean usedByAnyFrontDoor(SiteName site) {
        int index = nodes.site(nodes.hosts()).equals(site)
                ? nodes.hosts()
                : settings.policy().hosts().indexOf(site);
        for (int box = 0; box < nodes.boxes(); box++) {
            if (machines.runs(box) && frontDoors.uses(box, index)) {
                return true;
            }
        }
        return false;
    }
}
