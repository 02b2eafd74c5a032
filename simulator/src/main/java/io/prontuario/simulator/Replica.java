package io.prontuario.simulator;

import io.prontuario.continuity.model.Observation;
import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.Observation.Heartbeat;
import io.prontuario.continuity.model.Observation.SiteCheck;
import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.continuity.model.Policy;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.continuity.model.State;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** One operator process: where it runs, what it has seen, what it remembers. */
final class Replica {
    final int index;
    final boolean onsite;
    final Policy policy;
    int node;
    State state;
    boolean leads;
    long term;
    long beats;
    int blind;
    int crashed;
    /** When it began to be able to look and decide, without a break. */
    long ableSince;

    final DatabaseProbeState data;

    private final Nodes nodes;
    private final SiteCheck[] sites;
    private final FrontDoorReport[] boxes;
    private final boolean[] waiting;
    /** Asked, and the answer is on its way: nothing is sent again. */
    private final boolean[] underway;

    private long sequence;
    private long roundSince;
    private Optional<Heartbeat> heartbeat = Optional.empty();

    Replica(int index, boolean onsite, int node, State initial, Settings settings, Nodes nodes) {
        this.index = index;
        this.onsite = onsite;
        this.node = node;
        this.policy = settings.policy(onsite ? OperatorRole.ONSITE : OperatorRole.CLOUD);
        this.state = initial;
        this.nodes = nodes;
        this.data = new DatabaseProbeState(nodes, settings.detection());
        this.sites = new SiteCheck[nodes.sites()];
        this.boxes = new FrontDoorReport[nodes.boxes()];
        this.waiting = new boolean[targets()];
        this.underway = new boolean[targets()];
    }

    int targets() {
        return nodes.sites() + nodes.boxes();
    }

    int nodeOfTarget(int target) {
        return target < nodes.sites() ? nodes.nodeOfSite(target) : target - nodes.sites();
    }

    boolean isSite(int target) {
        return target < nodes.sites();
    }

    /** A new round of checks begins; those not answered yet are superseded. */
    void beginRound(long now) {
        sequence++;
        roundSince = now;
        data.beginRound();
        Arrays.fill(waiting, false);
        Arrays.fill(underway, false);
    }

    long roundSince() {
        return roundSince;
    }

    void waitFor(int target) {
        waiting[target] = true;
    }

    void answerUnderway(int target) {
        underway[target] = true;
    }

    /** Nothing is known of what was sent: TCP sends it again. */
    boolean sendsAgain(int target) {
        return waiting[target] && !underway[target];
    }

    boolean waits(int target) {
        return waiting[target];
    }

    void site(int site, CheckResult result, Optional<String> bootId, boolean latched) {
        waiting[site] = false;
        sites[site] = new SiteCheck(result, sequence, bootId, latched, "simulated");
    }

    void box(int box, FrontDoorReport report, Optional<Heartbeat> relayed) {
        waiting[nodes.sites() + box] = false;
        boxes[box] = report;
        if (relayed.isPresent()
                && (heartbeat.isEmpty()
                        || relayed.get().sequence() > heartbeat.get().sequence())) {
            heartbeat = relayed;
        }
    }

    long sequence() {
        return sequence;
    }

    Observation observation() {
        Map<SiteName, SiteCheck> checks = new HashMap<>(8);
        for (int i = 0; i < sites.length; i++) {
            if (sites[i] != null) {
                checks.put(nodes.site(i), sites[i]);
            }
        }
        Map<String, FrontDoorReport> reports = new HashMap<>(8);
        for (int i = 0; i < boxes.length; i++) {
            if (boxes[i] != null) {
                reports.put(nodes.name(i), boxes[i]);
            }
        }
        return new Observation(checks, reports, onsite ? Optional.empty() : heartbeat, "spec", Optional.empty());
    }

    /** The process ended: nothing in memory survives. */
    void forget(State initial) {
        state = initial;
        leads = false;
        heartbeat = Optional.empty();
        Arrays.fill(sites, null);
        Arrays.fill(boxes, null);
        Arrays.fill(waiting, false);
        data.forget();
    }
}
