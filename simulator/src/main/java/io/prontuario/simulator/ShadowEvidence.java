package io.prontuario.simulator;

import io.prontuario.continuity.model.Observation.CheckResult;
import io.prontuario.continuity.model.Observation.FrontDoorReport;
import io.prontuario.continuity.model.SiteName;

/** Counts checks as they are made, apart from the decider, so that its evidence can be held against the truth. */
final class ShadowEvidence implements Watcher {
    private static final long NEVER = Long.MIN_VALUE / 4;
    private static final int WIDTH = 8;

    private final Nodes nodes;
    private final int[] fails = new int[Nodes.OPERATORS * WIDTH];
    private final int[] passes = new int[Nodes.OPERATORS * WIDTH];
    private final long[] failingSince = new long[Nodes.OPERATORS * WIDTH];
    private final boolean[] healthy = new boolean[Nodes.OPERATORS * WIDTH];
    private final CheckResult[] newest = new CheckResult[Nodes.OPERATORS * WIDTH];
    private final int[] saysHost = new int[Nodes.OPERATORS * WIDTH];
    private final int[] saysNone = new int[Nodes.OPERATORS * WIDTH];

    ShadowEvidence(Nodes nodes) {
        this.nodes = nodes;
        java.util.Arrays.fill(failingSince, NEVER);
    }

    @Override
    public void checked(Replica replica, int site, CheckResult result, long now) {
        int at = replica.index * WIDTH + site;
        newest[at] = result;
        switch (result) {
            case SERVING -> {
                if (++passes[at] >= replica.policy.thresholds().successes()) {
                    healthy[at] = true;
                }
                fails[at] = 0;
                failingSince[at] = NEVER;
            }
            case UNREADY, DEAD -> {
                if (++fails[at] >= replica.policy.thresholds().failures()) {
                    healthy[at] = false;
                }
                passes[at] = 0;
                if (failingSince[at] == NEVER) {
                    failingSince[at] = now;
                }
            }
            case UNKNOWN -> {
                // no evidence
            }
        }
    }

    @Override
    public void polled(Replica replica, int box, FrontDoorReport report) {
        int at = replica.index * WIDTH + box;
        if (!report.reachable()) {
            return;
        }
        boolean host = false;
        for (SiteName name : nodes.names()) {
            host |= Boolean.TRUE.equals(report.serving().get(name));
        }
        saysHost[at] = host ? saysHost[at] + 1 : 0;
        saysNone[at] = host ? 0 : saysNone[at] + 1;
    }

    @Override
    public void forgot(Replica replica) {
        for (int i = 0; i < WIDTH; i++) {
            int at = replica.index * WIDTH + i;
            fails[at] = 0;
            passes[at] = 0;
            healthy[at] = false;
            saysHost[at] = 0;
            saysNone[at] = 0;
            failingSince[at] = NEVER;
            newest[at] = null;
        }
    }

    int fails(Replica replica, int site) {
        return fails[replica.index * WIDTH + site];
    }

    int passes(Replica replica, int site) {
        return passes[replica.index * WIDTH + site];
    }

    long failingFor(Replica replica, int site, long now) {
        long since = failingSince[replica.index * WIDTH + site];
        return since == NEVER ? 0 : now - since;
    }

    /** Past the rise threshold, and not past the fall threshold since. */
    boolean healthy(Replica replica, int site) {
        return healthy[replica.index * WIDTH + site];
    }

    boolean passedLast(Replica replica, int site) {
        return newest[replica.index * WIDTH + site] == CheckResult.SERVING;
    }

    int mostSaysHost(Replica replica) {
        int most = 0;
        for (int box = 0; box < nodes.boxes(); box++) {
            most = Math.max(most, saysHost[replica.index * WIDTH + box]);
        }
        return most;
    }

    int mostSaysNone(Replica replica) {
        int most = 0;
        for (int box = 0; box < nodes.boxes(); box++) {
            most = Math.max(most, saysNone[replica.index * WIDTH + box]);
        }
        return most;
    }
}
