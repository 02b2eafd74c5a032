package io.prontuario.testbed.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The VPN between site and cloud is cut. Where the site still answers from outside, that is one silent view and nothing moves;
 * where it does not, the public name goes to the cloud, and on site nothing changes either way.
 */
final class VpnCut implements StepScript {
    private static final String SITE = "onsite";
    /** Past interval × threshold of the role checks, a check's timeout, and the age at which a heartbeat counts as silence. */
    private static final Duration OBSERVED = Duration.ofSeconds(45);

    private static final Duration READING = Duration.ofSeconds(10);
    private final boolean publicSideToo;

    /** @param publicSideToo whether the site cannot be reached from outside at all */
    VpnCut(boolean publicSideToo) {
        this.publicSideToo = publicSideToo;
    }

    @Override
    public StepEvidence run(StepContext scene) throws InterruptedException {
        PublicEndpoint outside = scene.ground().outside().orElseThrow();
        try (NameWatch names = NameWatch.start(outside)) {
            PublicClients.requireSite(outside, names);
            Optional<ObservedStatus> before = scene.onsite().latest();
            long from = System.nanoTime();
            scene.baseline();
            long fault = System.nanoTime();
            if (publicSideToo) {
                outside.cut(true);
            }
            scene.faults().cut(SITE, scene.sites().cloud());
            scene.timeline()
                    .say(
                            "cut %s from the site%s",
                            scene.sites().cloud(), publicSideToo ? ", and everybody outside" : "");
            List<Check> checks = new ArrayList<>();
            OptionalLong flipped = publicSideToo ? taken(scene, outside, names, fault, checks) : OptionalLong.empty();
            StepContext.until(fault, OBSERVED);
            long to = System.nanoTime();
            scene.settle(to);
            if (!publicSideToo) {
                checks.addAll(stayed(scene, outside, names, fault, to));
            }
            Optional<ObservedStatus> after = scene.onsite().latest();
            checks.add(
                    before.isPresent() && after.isPresent()
                            ? HistoryChecks.unchanged("on site", before.get(), after.get())
                            : new Check("on site", false, "no status was seen"));
            return new StepEvidence(
                    fault,
                    fault,
                    scene.load().log().gets(from, to),
                    scene.load().log().streams(from, to),
                    Set.of(),
                    false,
                    flipped,
                    checks);
        }
    }

    private static OptionalLong taken(
            StepContext scene, PublicEndpoint outside, NameWatch names, long fault, List<Check> checks)
            throws InterruptedException {
        OptionalLong flipped = names.await(outside.cloudAddress(), fault, StepContext.STATUS_LIMIT);
        checks.add(PublicClients.answeredByTheCloud(PublicClients.read(outside, outside.cloudAddress(), READING)));
        boolean emergency = CloudCut.tookOver(scene, fault);
        checks.add(new Check(
                "cloud", emergency, emergency ? "its object says Emergency" : "its object never said Emergency"));
        boolean writes = scene.cloud().since(fault).stream().anyMatch(seen -> seen.condition("WriterSafe", "True"));
        checks.add(
                new Check("no write right", !writes, writes ? "the cloud claims a writer" : "the cloud claims none"));
        return flipped;
    }

    private static List<Check> stayed(StepContext scene, PublicEndpoint outside, NameWatch names, long fault, long to) {
        Set<String> said = names.said(fault, to);
        boolean emergency = CloudCut.tookOver(scene, fault);
        return List.of(
                new Check("public name", said.equals(Set.of(outside.siteAddress())), "said " + said),
                new Check(
                        "cloud", !emergency, emergency ? "took over although the site answers" : "did not take over"));
    }

    @Override
    public List<Check> recover(StepContext scene) throws InterruptedException {
        PublicEndpoint outside = scene.ground().outside().orElseThrow();
        long healed = System.nanoTime();
        outside.cut(false);
        scene.faults().heal();
        scene.timeline().say("healed");
        try (NameWatch names = NameWatch.start(outside)) {
            return List.of(PublicClients.nameBack(outside, names, healed));
        }
    }
}
