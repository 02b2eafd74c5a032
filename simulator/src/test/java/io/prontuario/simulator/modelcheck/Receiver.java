package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.WriteAction;

/** The machine that an order goes to. */
final class Receiver implements WriteAction.Executor<Integer> {
    static final Receiver INSTANCE = new Receiver();

    private Receiver() {}

    @Override
    public Integer grant(WriteAction.Promote grant) {
        return ClusterState.machine(grant.site());
    }

    @Override
    public Integer follow(WriteAction.Follow follow) {
        return ClusterState.machine(follow.member());
    }

    @Override
    public Integer seal(WriteAction.Fence seal) {
        return ClusterState.machine(seal.member());
    }

    @Override
    public Integer release(WriteAction.Demote release) {
        return ClusterState.machine(release.site());
    }

    @Override
    public Integer drain(WriteAction.CatchUp drain) {
        return ClusterState.machine(drain.site());
    }

    @Override
    public Integer powerOff(WriteAction.PowerOff powerOff) {
        return ClusterState.machine(powerOff.site());
    }

    /** The front door's, on the edge. */
    @Override
    public Integer routeWrites(WriteAction.RouteWrites route) {
        return ClusterState.EDGE;
    }
}
