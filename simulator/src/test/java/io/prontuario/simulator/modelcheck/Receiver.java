package io.prontuario.simulator.modelcheck;

import io.prontuario.continuity.model.WriteAction;

/** The machine that an order goes to. */
final class Receiver implements WriteAction.Executor<Integer> {
    static final Receiver INSTANCE = new Receiver();

    private Receiver() {}

    @Override
    public Integer grant(WriteAction.Grant grant) {
        return Tier.machine(grant.site());
    }

    @Override
    public Integer follow(WriteAction.Follow follow) {
        return Tier.machine(follow.member());
    }

    @Override
    public Integer seal(WriteAction.Seal seal) {
        return Tier.machine(seal.member());
    }

    @Override
    public Integer release(WriteAction.Release release) {
        return Tier.machine(release.site());
    }

    @Override
    public Integer drain(WriteAction.Drain drain) {
        return Tier.machine(drain.site());
    }

    @Override
    public Integer powerOff(WriteAction.PowerOff powerOff) {
        return Tier.machine(powerOff.site());
    }

    /** The front door's, on the edge. */
    @Override
    public Integer routeWrites(WriteAction.RouteWrites route) {
        return Tier.EDGE;
    }
}
