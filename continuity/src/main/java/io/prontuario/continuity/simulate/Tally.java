package io.prontuario.continuity.simulate;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;

/** What one run was like: for clients, for the deaths in it, and for the roles. */
final class Tally implements Watcher {
    private static final long NONE = -1;
    /** A platform's first half minute, while it is created, is nobody's outage. */
    private static final long WARM_UP = 30_000;

    private final Scenario scenario;
    private final long truth;
    long asked;
    long answered;
    long falseRoleChanges;
    long deaths;
    long missedDeaths;
    long unanswered;
    long longestUnanswered;
    /** From the death to the decision, or NONE. */
    long decidedAfter = NONE;

    final long[] inMode = new long[Mode.values().length];
    private long faultAt = NONE;
    private boolean countedMissed;
    private long unansweredSince = NONE;

    Tally(Scenario scenario, Settings settings) {
        this.scenario = scenario;
        this.truth = settings.fallBound();
    }

    @Override
    public void fault(World world, Fault fault, long now) {
        if (faultAt == NONE) {
            faultAt = now;
        }
        if (fault.kind() == Fault.Kind.KILL && fault.node() < world.nodes.hosts()) {
            deaths++;
        }
    }

    @Override
    public void client(World world, long now, int site) {
        if (now < WARM_UP) {
            return;
        }
        asked++;
        inMode[world.record(true).mode().ordinal()]++;
        if (site >= 0) {
            answered++;
            unansweredSince = NONE;
        } else {
            if (unansweredSince == NONE) {
                unansweredSince = now;
            }
            unanswered += world.settings.clientEvery();
            longestUnanswered = Math.max(longestUnanswered, now - unansweredSince + world.settings.clientEvery());
        }
        if (decidedAfter == NONE && faultAt != NONE && decided(world)) {
            decidedAfter = now - faultAt;
        }
        missed(world, now);
    }

    /** Whether the decision that the scenario asks for is recorded. */
    private boolean decided(World world) {
        return switch (scenario) {
            case PRIMARY_DIES -> !world.record(true).site(world.nodes.site(0)).admitted();
            case SECONDARY_DIES -> !world.record(true)
                    .site(world.nodes.site(Math.min(1, world.nodes.hosts() - 1)))
                    .admitted();
            case BOTH_HOSTS_DIE -> Modes.takenOver(world.record(false).mode());
            case QUIET, EDGE_DIES, CLOUD_CUT, RANDOM, MIXED -> false;
        };
    }

    private void missed(World world, long now) {
        boolean automatic = world.settings.policy().automaticFailover()
                && world.settings.policy().pause().isEmpty();
        if (countedMissed || !automatic) {
            return;
        }
        long bound = truth
                + world.settings.lease()
                + 2 * world.settings.policy().probeInterval().toMillis();
        for (int host = 0; host < world.nodes.hosts(); host++) {
            boolean leaderAble = world.leader().isPresent()
                    && world.machines.runs(world.leader().get().node)
                    && now - world.leader().get().ableSince > bound;
            if (leaderAble
                    && world.machines.deadFor(host, now, bound)
                    && world.record(true).site(world.nodes.site(host)).admitted()) {
                missedDeaths++;
                countedMissed = true;
            }
        }
    }

    @Override
    public void decided(Moment moment) {
        World world = moment.world();
        if (moment.onsite()) {
            for (int host = 0; host < world.nodes.hosts(); host++) {
                SiteName name = world.nodes.site(host);
                if (moment.before().site(name).admitted()
                        && moment.after().site(name).admission() == Admission.FAILED
                        && moment.at() - world.machines.servesSince(host) > truth
                        && !world.network.impaired(moment.replica().node, host)) {
                    falseRoleChanges++;
                }
            }
        } else if (!Modes.takenOver(moment.before().mode())
                && Modes.takenOver(moment.after().mode())
                && aHostAnswers(world, moment.at())) {
            falseRoleChanges++;
        }
    }

    private boolean aHostAnswers(World world, long now) {
        int site = world.frontDoors.answer(now);
        return site >= 0 && site < world.nodes.hosts() && now - world.machines.servesSince(site) > truth;
    }
}
