package io.prontuario.testbed.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The VPN between site and cloud is cut. While the site still answers on its public address, only one view is silent
 * and nothing changes. When it does not, the public name moves to the cloud. On site nothing changes in either case.
 */
final class VpnCut implements StepScript {
    private static final String SITE = "onsite";
    /**
     * Past interval × threshold of the role checks, a check's timeout, and the age at which a heartbeat counts as
     * silence.
     */
    private static final Duration OBSERVED = Duration.ofSeconds(45);

    private static final Duration READING = Duration.ofSeconds(10);
    private final boolean publicSideCut;

    /** @param publicSideCut whether the site cannot be reached from outside at all */
    VpnCut(boolean publicSideCut) {
        this.publicSideCut = publicSideCut;
    }

    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        PublicEndpoint endpoint = context.environment().publicEndpoint().orElseThrow();
        try (NameWatch names = NameWatch.start(endpoint)) {
            PublicClients.requireSite(endpoint, names);
            Optional<ObservedStatus> before = context.onsite().latest();
            long from = System.nanoTime();
            context.baseline();
            long fault = System.nanoTime();
            if (publicSideCut) {
                endpoint.cut(true);
            }
            context.faults().cut(SITE, context.sites().cloud());
            context.timeline()
                    .log(
                            "cut %s from the site%s",
                            context.sites().cloud(), publicSideCut ? ", and the public clients" : "");
            List<StepCheck> checks = new ArrayList<>();
            OptionalLong flipped =
                    publicSideCut ? takenOver(context, endpoint, names, fault, checks) : OptionalLong.empty();
            StepContext.until(fault, OBSERVED);
            long to = System.nanoTime();
            context.settle(to);
            if (!publicSideCut) {
                checks.addAll(stayed(context, endpoint, names, fault, to));
            }
            Optional<ObservedStatus> after = context.onsite().latest();
            checks.add(
                    before.isPresent() && after.isPresent()
                            ? HistoryChecks.unchanged("on site", before.get(), after.get())
                            : new StepCheck("on site", false, "no status was seen"));
            return new StepEvidence(
                    fault,
                    fault,
                    context.load().log().gets(from, to),
                    context.load().log().streams(from, to),
                    Set.of(),
                    false,
                    flipped,
                    checks);
        }
    }

    private static OptionalLong takenOver(
            StepContext context, PublicEndpoint endpoint, NameWatch names, long fault, List<StepCheck> checks)
            throws InterruptedException {
        OptionalLong flipped = names.await(endpoint.cloudAddress(), fault, StepContext.STATUS_LIMIT);
        checks.add(PublicClients.answeredByTheCloud(PublicClients.read(endpoint, endpoint.cloudAddress(), READING)));
        boolean emergency = CloudCut.tookOver(context, fault);
        checks.add(new StepCheck(
                "cloud", emergency, emergency ? "its object says Emergency" : "its object never said Emergency"));
        boolean writes = context.cloud().since(fault).stream().anyMatch(seen -> seen.condition("WriterSafe", "True"));
        checks.add(new StepCheck(
                "no writer in the cloud", !writes, writes ? "the cloud claims a writer" : "the cloud claims none"));
        return flipped;
    }

    private static List<StepCheck> stayed(
            StepContext context, PublicEndpoint endpoint, NameWatch names, long fault, long to) {
        Set<String> answers = names.addresses(fault, to);
        boolean emergency = CloudCut.tookOver(context, fault);
        return List.of(
                new StepCheck("public name", answers.equals(Set.of(endpoint.siteAddress())), "said " + answers),
                new StepCheck(
                        "cloud", !emergency, emergency ? "took over although the site answers" : "did not take over"));
    }

    @Override
    public List<StepCheck> recover(StepContext context) throws InterruptedException {
        PublicEndpoint endpoint = context.environment().publicEndpoint().orElseThrow();
        long healed = System.nanoTime();
        endpoint.cut(false);
        context.faults().heal();
        context.timeline().log("healed");
        try (NameWatch names = NameWatch.start(endpoint)) {
            return List.of(PublicClients.nameBack(endpoint, names, healed));
        }
    }
}
