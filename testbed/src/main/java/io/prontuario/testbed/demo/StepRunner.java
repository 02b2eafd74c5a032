package io.prontuario.testbed.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Plays steps in order. Stops early only when the platform does not come back: a later step would measure nothing. */
public final class StepRunner {
    private final StepContext context;
    private final Consumer<StepResult> onResult;

    public StepRunner(StepContext context, Consumer<StepResult> onResult) {
        this.context = context;
        this.onResult = onResult;
    }

    public DemoReport run(List<Step> steps) throws InterruptedException {
        List<StepResult> results = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            boolean returnsNext = i + 1 < steps.size() && steps.get(i + 1) == Step.HOSTS_RETURN;
            context.timeline().heading("step %s", step.title());
            StepScript script = script(step);
            long from = System.nanoTime();
            StepEvidence seen = script.run(context);
            List<StepCheck> recovery = returnsNext ? List.of() : script.recover(context);
            StepResult result = ResultEvaluator.evaluate(step, with(seen, recovery))
                    .in(new StepResult.Window(from, System.nanoTime()));
            results.add(result);
            log(result);
            onResult.accept(result);
            if (recovery.stream().anyMatch(c -> c.name().equals("recovery") && !c.passed()) && !isFullNow()) {
                context.timeline().log("the platform did not recover; the remaining steps are skipped");
                return new DemoReport(results, false);
            }
        }
        return new DemoReport(results, true);
    }

    private boolean isFullNow() {
        return context.onsite()
                .latest()
                .filter(s -> Recovery.isFull(s, context.sites()))
                .isPresent();
    }

    private void log(StepResult r) {
        context.timeline()
                .log(
                        "%s: %d GETs, %d failed, slowest %d ms (limit %d ms), %d streams broken, routed in %d ms%s",
                        r.step().title(),
                        r.figures().requests(),
                        r.figures().failed(),
                        r.figures().slowestMillis(),
                        r.step().slowestLimit().toMillis(),
                        r.figures().streamsBroken(),
                        r.figures().routedMillis(),
                        r.figures().statusMillis() == null
                                ? ""
                                : ", status in " + r.figures().statusMillis() + " ms");
        r.checks().forEach(c -> context.timeline()
                .log("  %s %s: %s", c.passed() ? "held" : "NOT HELD", c.name(), c.detail()));
    }

    private static StepEvidence with(StepEvidence seen, List<StepCheck> more) {
        List<StepCheck> all = new ArrayList<>(seen.checks());
        all.addAll(more);
        return new StepEvidence(
                seen.faultNanos(),
                seen.lastFaultNanos(),
                seen.gets(),
                seen.streams(),
                seen.dying(),
                seen.frontDoorDies(),
                seen.statusNanos(),
                all);
    }

    private StepScript script(Step step) {
        SiteNames sites = context.sites();
        return switch (step) {
            case PRIMARY_DIES -> new HostDeath(sites.primary(), sites.secondary());
            case SECONDARY_DIES -> new HostDeath(sites.secondary(), sites.primary());
            case EDGE_DIES -> new EdgeDeath();
            case BOTH_HOSTS_DIE -> new BothHostsDeath();
            case HOSTS_RETURN -> new HostsReturn();
            case LEADER_HOST_DIES -> new LeaderHostDeath();
            case QUORUM_LOST -> new QuorumLoss();
            case VPN_CUT -> new VpnCut(false);
            case SITE_CUT_OFF -> new VpnCut(true);
            case SITE_DIES -> new SiteDeath();
            case OPERATOR_ROLLED_OUT -> new OperatorRollout();
            case CLOUD_CUT -> new CloudCut();
        };
    }
}
