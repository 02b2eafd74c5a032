package io.prontuario.continuity.model;

import java.util.Set;

/** What a failover decision asks the operator to do. Repeating any of them is harmless. */
public sealed interface Action
        permits Action.Admit, Action.Route, Action.ScaleEmergency, Action.PointName, Action.Announce {
    /** Latch an admission for this boot of the host, on the host. */
    record Admit(SiteName site, String bootId) implements Action {}

    /** Let the front doors route to these sites only, in policy order, cloud last. */
    record Route(Set<SiteName> admitted) implements Action {
        public Route {
            admitted = Set.copyOf(admitted);
        }
    }

    /** Size the cloud's emergency profile for this role. */
    record ScaleEmergency(CloudRole role) implements Action {}

    /** Let the public name point there. Given only while the target is seen to serve; without it the name stays as it is. */
    record PointName(DnsTarget target) implements Action {}

    /** Publish a transition: as an Event, and to the channels that are configured. */
    record Announce(State.Transition transition) implements Action {}
}
