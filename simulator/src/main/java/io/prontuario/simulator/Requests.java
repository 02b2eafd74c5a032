package io.prontuario.simulator;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.PlannedChangeKind;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import java.time.Instant;
import java.util.Optional;

/** A person's drain request on the object, until it is removed. */
final class Requests {
    private Optional<DrainRequest> drain = Optional.empty();

    void ask(Fault fault, PlannedChangeKind kind, SiteName host, Instant until) {
        drain = Optional.of(new DrainRequest(name(fault), kind, host, until));
    }

    void takeOff(Fault fault) {
        drain = drain.filter(asked -> !asked.id().equals(name(fault)));
    }

    private static String name(Fault fault) {
        return "asked at " + fault.at();
    }

    /** The object's policy with what it asks for now. */
    Policy on(Policy policy) {
        return drain.isPresent() ? policy.withRequests(policy.requests().withDrain(drain.get())) : policy;
    }

    boolean drains(SiteName host) {
        return drain.isPresent() && drain.get().host().equals(host);
    }
}
