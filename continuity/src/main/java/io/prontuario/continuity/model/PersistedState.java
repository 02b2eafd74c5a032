package io.prontuario.continuity.model;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The durable part of {@link State}, as read back from status after an operator restart or a change of leader.
 *
 * @param sites hosts and cloud that status knows
 * @param transitions newest last
 */
public record PersistedState(
        Mode mode,
        Optional<SiteName> active,
        long epoch,
        Map<SiteName, Site> sites,
        List<State.Transition> transitions,
        WriterEpoch writing,
        DrainRequest.Handled leave) {
    public PersistedState {
        sites = Map.copyOf(sites);
        transitions = List.copyOf(transitions);
    }

    /** From a status that says nothing about the write right, nor about a host that was left. */
    public PersistedState(
            Mode mode,
            Optional<SiteName> active,
            long epoch,
            Map<SiteName, Site> sites,
            List<State.Transition> transitions) {
        this(mode, active, epoch, sites, transitions, WriterEpoch.vacant());
    }

    /**
     * @param admitted true: latched; false: an earlier admission was withdrawn, so the whole stabilisation window applies;
     *     empty: no admission is on record, so a healthy host is admitted at once
     */
    public record Site(
            Health health,
            Instant since,
            Optional<Instant> failingSince,
            Optional<String> bootId,
            Optional<Boolean> admitted) {}

    /** From a status that says nothing about a host that was left. */
    public PersistedState(
            Mode mode,
            Optional<SiteName> active,
            long epoch,
            Map<SiteName, Site> sites,
            List<State.Transition> transitions,
            WriterEpoch writing) {
        this(mode, active, epoch, sites, transitions, writing, DrainRequest.Handled.none());
    }

    /** What status has to hold of {@code state}. */
    public static PersistedState of(State state) {
        java.util.HashMap<SiteName, Site> sites = new java.util.HashMap<>();
        state.sites()
                .forEach((name, site) -> sites.put(
                        name,
                        new Site(
                                site.health(),
                                site.since(),
                                site.failingSince(),
                                site.bootId(),
                                site.admission() == State.Admission.NEVER
                                        ? Optional.empty()
                                        : Optional.of(site.admitted()))));
        return new PersistedState(
                state.mode(),
                state.active(),
                state.epoch(),
                sites,
                state.transitions(),
                state.writing(),
                state.leave());
    }
}
