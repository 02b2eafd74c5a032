package io.prontuario.testbed.demo;

import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Both hosts and the edge die at once: the public name changes to the cloud's address, and the cloud answers. */
final class SiteDeath implements StepScript {
    private static final Duration READING = Duration.ofSeconds(15);

    @Override
    public StepEvidence run(StepContext context) throws InterruptedException {
        PublicEndpoint endpoint = context.environment().publicEndpoint().orElseThrow();
        try (NameWatch names = NameWatch.start(endpoint)) {
            PublicClients.requireSite(endpoint, names);
            context.baseline();
            List<Long> deaths = Parallel.each(boxes(context), context.faults()::kill);
            long fault = Collections.min(deaths);
            context.timeline().log("killed %s", String.join(", ", boxes(context)));
            OptionalLong flipped = names.await(endpoint.cloudAddress(), fault, StepContext.STATUS_LIMIT);
            context.timeline()
                    .log(
                            flipped.isPresent()
                                    ? "the public name points to the cloud %.1f s after the death"
                                    : "the public name did not change",
                            (flipped.orElse(fault) - fault) / 1e9);
            List<GetRecord> gets = PublicClients.read(endpoint, endpoint.cloudAddress(), READING);
            return new StepEvidence(
                    fault,
                    Collections.max(deaths),
                    gets,
                    List.of(),
                    Set.copyOf(boxes(context)),
                    true,
                    flipped,
                    List.of(PublicClients.answeredByTheCloud(gets)));
        }
    }

    private static List<String> boxes(StepContext context) {
        List<String> boxes = new ArrayList<>(context.sites().hosts());
        boxes.add(context.sites().edge());
        return boxes;
    }

    @Override
    public List<StepCheck> recover(StepContext context) throws InterruptedException {
        PublicEndpoint endpoint = context.environment().publicEndpoint().orElseThrow();
        try (NameWatch names = NameWatch.start(endpoint)) {
            Optional<ObservedStatus> before = context.onsite().latest();
            long from = System.nanoTime();
            Parallel.run(boxes(context), context.faults()::revive);
            context.timeline().log("revived %s; waiting for Full", String.join(", ", boxes(context)));
            boolean full =
                    Recovery.awaitFull(context, from, before, boxes(context)).isPresent();
            // No site on premises answers until the hosts are back, so failures until then do not count.
            return List.of(
                    new StepCheck("recovery", full, full ? "Full again" : "Full was not seen"),
                    PublicClients.nameBack(endpoint, names, System.nanoTime()));
        }
    }
}
