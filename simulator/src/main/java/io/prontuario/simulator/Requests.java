package io.prontuario.simulator;

import io.prontuario.continuity.model.DrainRequest;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.WritePolicy.Verb;
import java.time.Instant;
import java.util.Optional;

/** What a person has put on the object, until it is taken off again. */
final class Requests {
    private Optional<DrainRequest> leave = Optional.empty();

    void ask(Fault fault, Verb verb, SiteName host, Instant until) {
        leave = Optional.of(new DrainRequest(name(fault), verb, host, until));
    }

    void takeOff(Fault fault) {
        leave = leave.filter(asked -> !asked.id().equals(name(fault)));
    }

    private static String name(Fault fault) {
        return "asked at " + fault.at();
    }

    /** The object's policy with what it asks for now. */
    Policy on(Policy policy) {
        return leave.isPresent() ? policy.withLeave(leave.get()) : policy;
    }

    boolean toLeave(SiteName host) {
        return leave.isPresent() && leave.get().host().equals(host);
    }
}
