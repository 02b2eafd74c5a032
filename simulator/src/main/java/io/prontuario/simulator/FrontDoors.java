package io.prontuario.simulator;

import io.prontuario.continuity.model.Mode;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.simulator.Settings.RouteChecks;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Every box's HAProxy and agent: its own checks of every site, what the operator disabled, the heartbeat it relays. */
final class FrontDoors {
    private static final long VIRTUAL_ADDRESS_MOVES = 800;
    /** A read that is not answered is sent to the next server after this long. */
    private static final long READ_CUT = 600;

    private final Nodes nodes;
    private final Machines machines;
    private final Network network;
    private final RouteChecks checks;
    private final int sites;
    final boolean[] up;
    private final int[] fails;
    private final int[] passes;
    private final boolean[] disabled;
    private final int[] knownBoot;
    private final long[] term;
    private final long[] epoch;
    private final Map<SiteName, Boolean>[] reported;
    private final Optional<Heartbeat>[] heartbeat;
    private long requestsToUnadmitted;
    private long falseMarkDowns;

    @SuppressWarnings({"unchecked", "rawtypes"})
    FrontDoors(Machines machines, Network network, RouteChecks checks) {
        this.nodes = machines.nodes;
        this.machines = machines;
        this.network = network;
        this.checks = checks;
        this.sites = nodes.sites();
        int n = nodes.boxes();
        up = new boolean[n * sites];
        fails = new int[n * sites];
        passes = new int[n * sites];
        disabled = new boolean[n * sites];
        knownBoot = new int[n];
        term = new long[n];
        epoch = new long[n];
        reported = new Map[n];
        heartbeat = new Optional[n];
        java.util.Arrays.fill(heartbeat, Optional.empty());
    }

    int pairs() {
        return nodes.boxes() * sites;
    }

    /** A check begins. Returns when to check again, or the negative of when it fails by timeout. */
    long check(int pair, long now) {
        int box = pair / sites;
        int site = pair % sites;
        if (!machines.runs(box)) {
            return now + checks.interval();
        }
        restartIfRebooted(box);
        int node = nodes.nodeOfSite(site);
        long took = network.roundTrip(box, node, now);
        if (took == Network.LOST || !machines.runs(node)) {
            return -(now + checks.timeout());
        }
        took += machines.answerTime(node);
        if (took > checks.timeout()) {
            return -(now + checks.timeout());
        }
        boolean passed = machines.serves(node, now) && (site == nodes.hosts() || machines.latched(site));
        return now + took + (passed ? pass(pair) : fail(pair));
    }

    /** A check ended without an answer. Returns when to check again. */
    long timedOut(int pair, long now) {
        int site = pair % sites;
        int node = nodes.nodeOfSite(site);
        boolean wasUp = up[pair];
        long again = answerless(pair, now);
        boolean serves = machines.well(node, now) && !network.impaired(pair / sites, node);
        if (wasUp && !up[pair] && serves && (site == nodes.hosts() || machines.latched(site))) {
            falseMarkDowns++;
        }
        return again;
    }

    private long answerless(int pair, long now) {
        return now + (machines.runs(pair / sites) ? fail(pair) : checks.interval());
    }

    private long pass(int pair) {
        fails[pair] = 0;
        if (up[pair]) {
            return checks.interval();
        }
        if (++passes[pair] >= checks.rise()) {
            change(pair, true);
            return checks.interval();
        }
        return checks.fastInterval();
    }

    private long fail(int pair) {
        passes[pair] = 0;
        if (!up[pair]) {
            return checks.interval();
        }
        if (++fails[pair] >= checks.fall()) {
            change(pair, false);
            return checks.interval();
        }
        return checks.fastInterval();
    }

    private void change(int pair, boolean to) {
        up[pair] = to;
        passes[pair] = 0;
        fails[pair] = 0;
        reported[pair / sites] = null;
    }

    /** HAProxy starts from disk: servers are up until their first failed check. */
    private void restartIfRebooted(int box) {
        if (knownBoot[box] == machines.boot[box]) {
            return;
        }
        knownBoot[box] = machines.boot[box];
        for (int site = 0; site < sites; site++) {
            up[box * sites + site] = true;
            fails[box * sites + site] = checks.fall() - 1;
            passes[box * sites + site] = 0;
        }
        reported[box] = null;
    }

    /** What the box would send requests to: up, and not taken out by the operator. */
    boolean uses(int box, int site) {
        return up[box * sites + site] && !disabled[box * sites + site];
    }

    FrontDoorReport report(int box, long sequence) {
        Map<SiteName, Boolean> serving = reported[box];
        if (serving == null) {
            Map<SiteName, Boolean> now = new HashMap<>();
            for (int site = 0; site < sites; site++) {
                now.put(nodes.site(site), uses(box, site));
            }
            serving = Map.copyOf(now);
            reported[box] = serving;
        }
        return new FrontDoorReport(true, sequence, serving);
    }

    Optional<Heartbeat> heartbeat(int box) {
        return heartbeat[box];
    }

    void beat(int box, long sequence, Mode mode, long withEpoch) {
        heartbeat[box] = Optional.of(new Heartbeat(sequence, "spec", mode, withEpoch));
    }

    /** New routes from the operator; an older stamp is refused. */
    boolean route(int box, Set<SiteName> admitted, long withTerm, long withEpoch) {
        if (withTerm < term[box] || (withTerm == term[box] && withEpoch < epoch[box])) {
            return false;
        }
        term[box] = withTerm;
        epoch[box] = withEpoch;
        for (int site = 0; site < nodes.hosts(); site++) {
            boolean off = !admitted.contains(nodes.site(site));
            if (disabled[box * sites + site] != off) {
                disabled[box * sites + site] = off;
                reported[box] = null;
            }
        }
        return true;
    }

    /** The box that holds the virtual address, or -1 while it moves. */
    int holder(long now) {
        for (int i = 0; i <= nodes.hosts(); i++) {
            int box = i == 0 ? nodes.edge() : i - 1;
            if (machines.runs(box)) {
                return box;
            }
            if (machines.downLessThan(box, now, VIRTUAL_ADDRESS_MOVES)) {
                return -1;
            }
        }
        return -1;
    }

    /** The site that answers a client's request now, after retries on other servers; -1 when none does. */
    int answer(long now) {
        int box = holder(now);
        if (box < 0) {
            return -1;
        }
        for (int site = 0; site < sites; site++) {
            int node = nodes.nodeOfSite(site);
            if (uses(box, site) && machines.serves(node, now) && !network.isCut(box, node)) {
                if (site < nodes.hosts() && !machines.latched(site)) {
                    requestsToUnadmitted++;
                }
                return site;
            }
        }
        return -1;
    }

    /** How long a request that {@code answered} answers now has waited for servers that were tried before and said nothing. */
    long waited(int answered, long now) {
        int box = holder(now);
        long waited = 0;
        for (int site = 0; site < answered && box >= 0; site++) {
            int node = nodes.nodeOfSite(site);
            if (uses(box, site) && (!machines.runs(node) || network.isCut(box, node))) {
                boolean accepts = machines.powered(node) && !network.isCut(box, node);
                waited += accepts ? READ_CUT : checks.connectTimeout();
            }
        }
        return waited;
    }

    /** How often a server that served, and could be reached, was marked down. */
    long falseMarkDowns() {
        return falseMarkDowns;
    }

    long requestsToUnadmitted() {
        return requestsToUnadmitted;
    }
}
