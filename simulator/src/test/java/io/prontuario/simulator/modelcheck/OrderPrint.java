package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.WriteAction;

/** Mixes an order into a fingerprint. */
final class OrderPrint implements WriteAction.Executor<Long> {
    private final long before;

    OrderPrint(long before) {
        this.before = before;
    }

    private long mix(int kind, int machine, long epoch) {
        return Fingerprints.mix(before, kind + 8L * machine + 64L * epoch);
    }

    @Override
    public Long grant(WriteAction.Grant grant) {
        return Tier.mix(mix(0, Tier.machine(grant.site()), grant.epoch() * 64 + grant.boot()), grant.set());
    }

    @Override
    public Long follow(WriteAction.Follow follow) {
        return mix(1, Tier.machine(follow.member()), follow.epoch() * 4 + Tier.machine(follow.holder()));
    }

    @Override
    public Long seal(WriteAction.Seal seal) {
        return mix(2, Tier.machine(seal.member()), seal.epoch());
    }

    @Override
    public Long release(WriteAction.Release release) {
        return mix(3, Tier.machine(release.site()), release.epoch());
    }

    @Override
    public Long drain(WriteAction.Drain drain) {
        return mix(4, Tier.machine(drain.site()), drain.epoch());
    }

    @Override
    public Long powerOff(WriteAction.PowerOff powerOff) {
        return mix(5, Tier.machine(powerOff.site()), powerOff.epoch());
    }

    @Override
    public Long routeWrites(WriteAction.RouteWrites route) {
        return mix(6, route.holder().map(Tier::machine).orElse(7), route.epoch());
    }
}
