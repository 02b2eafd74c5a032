package io.prontuario.continuity.decide;

import io.prontuario.continuity.model.SafetyRule;
import io.prontuario.continuity.rules.RulesWithout;
import io.prontuario.simulator.Deciders;

/** Deciders that lack one rule. Only test sources can make them. */
public final class DecidersWithout {
    private DecidersWithout() {}

    public static FailoverDecider failover(SafetyRule removed) {
        return new FailoverDecider(RulesWithout.failover(removed));
    }

    public static WriteAuthority writer(SafetyRule removed) {
        return new WriteAuthority(RulesWithout.writes(removed));
    }

    /** A write authority whose rule about the loss of the writer lacks this part. */
    public static WriteAuthority writerLossWithout(RulesWithout.LossPart part) {
        return new WriteAuthority(RulesWithout.writerLossWithout(part));
    }

    public static Deciders both(SafetyRule removed) {
        return new Deciders(failover(removed), writer(removed));
    }
}
