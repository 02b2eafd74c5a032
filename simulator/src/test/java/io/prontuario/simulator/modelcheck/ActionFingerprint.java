package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.WriteAction;

/** Mixes an order into a fingerprint. */
final class ActionFingerprint implements WriteAction.Executor<Long> {
    private final long before;

    ActionFingerprint(long before) {
        this.before = before;
    }

    private long mix(int kind, int machine, long epoch) {
        return Fingerprints.mix(before, kind + 8L * machine + 64L * epoch);
    }

    @Override
    public Long promote(WriteAction.Promote promote) {
        return ClusterState.mix(
                mix(0, ClusterState.machine(promote.site()), promote.epoch() * 64 + promote.boot()), promote.set());
    }

    @Override
    public Long follow(WriteAction.Follow follow) {
        return mix(
                1, ClusterState.machine(follow.member()), follow.epoch() * 4 + ClusterState.machine(follow.writer()));
    }

    @Override
    public Long fence(WriteAction.Fence fence) {
        return mix(2, ClusterState.machine(fence.member()), fence.epoch());
    }

    @Override
    public Long demote(WriteAction.Demote demote) {
        return mix(3, ClusterState.machine(demote.site()), demote.epoch());
    }

    @Override
    public Long catchUp(WriteAction.CatchUp catchUp) {
        return mix(4, ClusterState.machine(catchUp.site()), catchUp.epoch());
    }

    @Override
    public Long powerOff(WriteAction.PowerOff powerOff) {
        return mix(5, ClusterState.machine(powerOff.site()), powerOff.epoch());
    }

    @Override
    public Long routeWrites(WriteAction.RouteWrites route) {
        return mix(6, route.writer().map(ClusterState::machine).orElse(7), route.epoch());
    }
}
