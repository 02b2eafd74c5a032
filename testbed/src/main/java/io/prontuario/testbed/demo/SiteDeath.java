package io.prontuario.testbed.demo;

import io.prontuario.testbed.load.GetRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Both hosts and the edge die at once: clients outside are told the cloud's address, and are answered there. */
final class SiteDeath implements StepScript {
    private static final Duration READING = Duration.ofSeconds(15);

    @Override
    public StepEvidence run(StepContext scene) throws InterruptedException {
        PublicEndpoint outside = scene.ground().outside().orElseThrow();
        try (NameWatch names = NameWatch.start(outside)) {
            PublicClients.requireSite(outside, names);
            scene.baseline();
            List<Long> deaths = Parallel.each(boxes(scene), scene.faults()::kill);
            long fault = Collections.min(deaths);
            scene.timeline().say("killed %s", String.join(", ", boxes(scene)));
            OptionalLong flipped = names.await(outside.cloudAddress(), fault, StepContext.STATUS_LIMIT);
            scene.timeline()
                    .say(
                            flipped.isPresent()
                                    ? "the public name points to the cloud %.1f s after the death"
                                    : "the public name stayed",
                            (flipped.orElse(fault) - fault) / 1e9);
            List<GetRecord> gets = PublicClients.read(outside, outside.cloudAddress(), READING);
            return new StepEvidence(
                    fault,
                    Collections.max(deaths),
                    gets,
                    List.of(),
                    Set.copyOf(boxes(scene)),
                    true,
                    flipped,
                    List.of(PublicClients.answeredByTheCloud(gets)));
        }
    }

    private static List<String> boxes(StepContext scene) {
        List<String> boxes = new ArrayList<>(scene.sites().hosts());
        boxes.add(scene.sites().edge());
        return boxes;
    }

    @Override
    public List<Check> recover(StepContext scene) throws InterruptedException {
        PublicEndpoint outside = scene.ground().outside().orElseThrow();
        try (NameWatch names = NameWatch.start(outside)) {
            Optional<ObservedStatus> before = scene.onsite().latest();
            long from = System.nanoTime();
            Parallel.run(boxes(scene), scene.faults()::revive);
            scene.timeline().say("revived %s; waiting for Full", String.join(", ", boxes(scene)));
            boolean full = Recovery.awaitFull(scene, from, before, boxes(scene)).isPresent();
            // Nobody answers on site until the hosts are back, so requests that fail until then prove nothing.
            return List.of(
                    new Check("recovery", full, full ? "Full again" : "Full was not seen"),
                    PublicClients.nameBack(outside, names, System.nanoTime()));
        }
    }
}
