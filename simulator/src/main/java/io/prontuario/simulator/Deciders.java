package io.prontuario.simulator;

import io.prontuario.continuity.decide.FailoverDecider;
import io.prontuario.continuity.decide.WriteAuthority;

/** The two deciders that operators run. The second is told the outcome of the first. */
public record Deciders(FailoverDecider failover, WriteAuthority writer) {
    public Deciders() {
        this(new FailoverDecider(), new WriteAuthority());
    }
}
