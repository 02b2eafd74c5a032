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
    public Long grant(WriteAction.Promote grant) {
        return ClusterState.mix(
                mix(0, ClusterState.machine(grant.site()), grant.epoch() * 64 + grant.boot()), grant.set());
    }

    @Override
    public Long follow(WriteAction.Follow follow) {
        return mix(
                1, ClusterState.machine(follow.member()), follow.epoch() * 4 + ClusterState.machine(follow.holder()));
    }

    @Override
    public Long seal(WriteAction.Fence seal) {
        return mix(2, ClusterState.machine(seal.member()), seal.epoch());
    }

    @Override
    public Long release(WriteAction.Demote release) {
        return mix(3, ClusterState.machine(release.site()), release.epoch());
    }

    @Override
    public Long drain(WriteAction.CatchUp drain) {
        return mix(4, ClusterState.machine(drain.site()), drain.epoch());
    }

    @Override
    public Long powerOff(WriteAction.PowerOff powerOff) {
        return mix(5, ClusterState.machine(powerOff.site()), powerOff.epoch());
    }

    @Override
    public Long routeWrites(WriteAction.RouteWrites route) {
        return mix(6, route.holder().map(ClusterState::machine).orElse(7), route.epoch());
    }
}
