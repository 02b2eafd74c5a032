package io.prontuario.simulator;

import io.prontuario.continuity.model.CloudRole;
import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State.Admission;

/** What one run was like: for clients, for the roles, and in which mode the platform was. */
final class RunMetrics implements Watcher {
    private final long truth;
    long asked;
    long answered;
    long falseRoleChanges;
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

    private boolean aHostAnswers(World world, long now) {
        int site = world.frontDoors.answer(now);
        return site >= 0 && site < world.nodes.hosts() && now - world.machines.servesSince(site) > truth;
    }
}
