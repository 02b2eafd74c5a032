package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.WriteAction;

/** The machine that an order goes to. */
final class ReceivingMachine implements WriteAction.Executor<Integer> {
    static final ReceivingMachine INSTANCE = new ReceivingMachine();

    private ReceivingMachine() {}

    @Override
    public Integer promote(WriteAction.Promote promote) {
        return ClusterState.machine(promote.site());
    }

    @Override
    public Integer follow(WriteAction.Follow follow) {
        return ClusterState.machine(follow.member());
    }

    @Override
    public Integer fence(WriteAction.Fence fence) {
        return ClusterState.machine(fence.member());
    }

    @Override
    public Integer demote(WriteAction.Demote demote) {
        return ClusterState.machine(demote.site());
    }

    @Override
    public Integer catchUp(WriteAction.CatchUp catchUp) {
        return ClusterState.machine(catchUp.site());
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
