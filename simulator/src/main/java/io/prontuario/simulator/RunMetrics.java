package io.prontuario.simulator;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;
import io.prontuario.continuity.model.WriterEpoch;

/** What one run was like: for clients, for the roles, and in which mode the platform was. */
final class RunMetrics implements Watcher {
    private final long truth;
    long asked;
    long answered;
    long falseRoleChanges;
    long falseWriterMoves;
    final long[] inMode = new long[Mode.values().length];

    RunMetrics(Settings settings) {
        this.truth = settings.fallBound();
    }

    @Override
    public void client(World world, long now, int site) {
        if (now < OutageMetrics.WARM_UP) {
            return;
        }
        asked++;
        answered += site >= 0 ? 1 : 0;
        inMode[world.record(true).mode().ordinal()]++;
    }

    @Override
    public void decided(DecisionEvent event) {
        World world = event.world();
        if (event.onsite() && movesAWellWriter(event)) {
            falseWriterMoves++;
        }
        if (event.onsite()) {
            for (int host = 0; host < world.nodes.hosts(); host++) {
                SiteName name = world.nodes.site(host);
                if (event.before().site(name).admitted()
                        && event.after().site(name).admission() == Admission.FAILED
                        && event.at() - world.machines.servesSince(host) > truth
                        && !world.network.impairedWithin(event.replica().node, host, event.at(), truth)) {
                    falseRoleChanges++;
                }
            }
        } else if (event.before().roles().cloud() == CloudRole.STANDBY
                && event.after().roles().cloud() == CloudRole.ACTIVE
                && aHostAnswers(world, event.at())) {
            falseRoleChanges++;
        }
    }

    /** An epoch is ended, and its writer has written and could be reached all the time. */
    private static boolean movesAWellWriter(DecisionEvent event) {
        WriterEpoch before = event.writer().before();
        WriterEpoch after = event.writer().after();
        if (before.phase() != WriterEpoch.Phase.GRANTED
                || after.phase() != WriterEpoch.Phase.ENDING
                || after.cause() != WriterEpoch.Cause.FAILOVER) {
            return false;
        }
        World world = event.world();
        int host = world.nodes.names().indexOf(before.writer().orElseThrow());
        long truth = world.settings.detection().bound().toMillis() + 500;
        return host >= 0
                && world.databases.hosts[host].writing
                && world.machines.runsFor(host, event.at(), truth)
                && !world.machines.agentIsDead(host)
                && !world.network.impairedWithin(event.replica().node, host, event.at(), truth);
    }

    private boolean aHostAnswers(World world, long now) {
        int site = world.frontDoors.answer(now);
        return site >= 0 && site < world.nodes.hosts() && now - world.machines.servesSince(site) > truth;
    }
}
