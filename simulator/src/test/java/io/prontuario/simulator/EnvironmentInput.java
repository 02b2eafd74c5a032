package io.prontuario.simulator;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One round's worth of surroundings: anything may be seen in any round, in any order, as often as it likes. That covers every
 * number of faults, lost and repeated checks included.
 *
 * @param hosts what each host's check says; {@code restarted} with a boot id that was not there before
 * @param edge what the edge's front door uses; empty: it does not answer
 * @param beat what the on-site operator's heartbeat says; empty: it stands still
 */
record EnvironmentInput(List<Seen> hosts, CheckResult cloud, Optional<List<Boolean>> edge, Optional<Mode> beat) {
    /** What is seen of a host. */
    enum Seen {
        SERVING,
        RESTARTED,
        UNREADY,
        DEAD,
        UNKNOWN
    }

    static List<EnvironmentInput> onsite(int hosts) {
        List<EnvironmentInput> all = new ArrayList<>();
        List<Boolean> every = java.util.Collections.nCopies(hosts, true);
        for (List<Seen> seen : products(hosts, List.of(Seen.values()))) {
            for (CheckResult cloud : List.of(CheckResult.SERVING, CheckResult.DEAD)) {
                all.add(new EnvironmentInput(seen, cloud, Optional.empty(), Optional.empty()));
                if (seen.contains(Seen.DEAD)) {
                    all.add(new EnvironmentInput(seen, cloud, Optional.of(every), Optional.empty())); // a veto
                }
            }
        }
        return all;
    }

    static List<EnvironmentInput> cloud(int hosts) {
        List<EnvironmentInput> all = new ArrayList<>();
        List<Seen> kinds = List.of(Seen.SERVING, Seen.UNREADY, Seen.DEAD, Seen.UNKNOWN);
        List<Optional<List<Boolean>>> edges = new ArrayList<>(List.of(Optional.empty()));
        products(hosts, List.of(true, false)).forEach(used -> edges.add(Optional.of(used)));
        for (Seen kind : kinds) { // hosts look alike from afar: a cut or a death of one changes no takeover
            for (CheckResult cloud : List.of(CheckResult.SERVING, CheckResult.DEAD)) {
                for (Optional<List<Boolean>> edge : edges) {
                    for (Optional<Mode> beat :
                            List.of(Optional.<Mode>empty(), Optional.of(Mode.FULL), Optional.of(Mode.EMERGENCY))) {
                        if (beat.isEmpty() || edge.isPresent()) {
                            all.add(new EnvironmentInput(
                                    java.util.Collections.nCopies(hosts, kind), cloud, edge, beat));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static <T> List<List<T>> products(int length, List<T> values) {
        if (length == 0) {
            return List.of(List.of());
        }
        List<List<T>> all = new ArrayList<>();
        for (List<T> shorter : products(length - 1, values)) {
            for (T value : values) {
                List<T> longer = new ArrayList<>(shorter);
                longer.add(value);
                all.add(List.copyOf(longer));
            }
        }
        return all;
    }

    /** As the decider sees it, one check newer than what the canonical state has counted. */
    Observation observation(Policy policy, State state) {
        Map<SiteName, SiteCheck> sites = new HashMap<>();
        Map<SiteName, Boolean> used = new HashMap<>();
        boolean onsite = policy.operatorRole() == OperatorRole.ONSITE;
        for (int i = 0; i < hosts.size(); i++) {
            SiteName host = policy.hosts().get(i);
            sites.put(host, check(hosts.get(i), onsite, state.site(host).bootId()));
            used.put(host, edge.isPresent() && edge.get().get(i));
        }
        sites.put(SiteName.CLOUD, new SiteCheck(cloud, 1, Optional.empty(), false, ""));
        Map<String, FrontDoorReport> boxes =
                Map.of("edge", new FrontDoorReport(edge.isPresent(), 1, edge.isPresent() ? used : Map.of()));
        return new Observation(
                sites, boxes, beat.map(mode -> new Heartbeat(1, "spec", mode, 1)), "spec", Optional.empty());
    }

    private static SiteCheck check(Seen seen, boolean onsite, Optional<String> knownBoot) {
        String same = knownBoot.orElse(Canonical.KNOWN_BOOT);
        String other = same + "'";
        return switch (seen) {
            case SERVING -> new SiteCheck(
                    CheckResult.SERVING, 1, onsite ? Optional.of(same) : Optional.empty(), false, "");
            case RESTARTED -> new SiteCheck(CheckResult.SERVING, 1, Optional.of(other), false, "");
            case UNREADY -> new SiteCheck(
                    CheckResult.UNREADY, 1, onsite ? Optional.of(same) : Optional.empty(), false, "");
            case DEAD -> new SiteCheck(CheckResult.DEAD, 1, Optional.empty(), false, "");
            case UNKNOWN -> new SiteCheck(CheckResult.UNKNOWN, 1, Optional.empty(), false, "");
        };
    }

    boolean all(Seen seen) {
        return hosts.stream().allMatch(seen::equals);
    }
}
