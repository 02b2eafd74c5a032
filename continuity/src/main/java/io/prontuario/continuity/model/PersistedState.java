package io.prontuario.continuity.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The durable part of {@link State}, as read back from status after an operator restart or a change of leader.
 *
 * @param sites hosts and cloud that status knows
 * @param transitions newest last
 * @param drain the newest drain request that was handled
 */
public record PersistedState(
        Mode mode,
        Optional<SiteName> active,
        long epoch,
        Map<SiteName, Site> sites,
        List<State.Transition> transitions,
        HandledRequest drain) {
    public PersistedState {
        sites = Map.copyOf(sites);
        transitions = List.copyOf(transitions);
    }

    /**
     * @param admitted true: requests may be routed there; false: an earlier admission was withdrawn, so the whole stabilisation window
     *     applies; empty: no admission is on record, so a healthy host is admitted at once
     */
    public record Site(
            Health health,
            Instant since,
            Optional<Instant> failingSince,
            Optional<String> bootId,
            Optional<Boolean> admitted) {}

    /** What status has to hold of {@code state}. */
    public static PersistedState of(State state) {
        Map<SiteName, Site> sites = new HashMap<>();
        state.sites()
                .forEach((name, site) -> sites.put(
                        name,
                        new Site(
                                site.health(),
                                site.since(),
                                site.failingSince(),
                                site.bootId(),
                                admitted(state, name))));
        return new PersistedState(
                state.mode(), state.active(), state.epoch(), sites, state.transitions(), state.drain());
    }

    /** In the cloud status shows here whether a front door uses the host. */
    private static Optional<Boolean> admitted(State state, SiteName name) {
        boolean recorded = state.site(name).admission() != State.Admission.NEVER
                || state.reports().used().containsKey(name);
        return recorded ? Optional.of(state.inUse(name)) : Optional.empty();
    }
}
