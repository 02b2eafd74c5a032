package io.prontuario.operator.drill;

import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.operator.desired.Labels;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.status.StatusTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Labels and annotations of a drill that the calendar made; one that a person made has none. */
final class CalendarLabels {
    /** The entry's name. */
    static final String ENTRY = "platform.prontuario.io/calendar-entry";
    /** The scheduled time; steps of one slot share it. */
    static final String SCHEDULED = "platform.prontuario.io/scheduled-at";

    private CalendarLabels() {}

    static ObjectMeta metadata(PlatformRef platform, CalendarOrder.Begin begin) {
        return new ObjectMetaBuilder(Labels.ownedMetadata(platform, begin.name()))
                .addToLabels(ENTRY, begin.entry())
                .addToAnnotations(SCHEDULED, begin.scheduled().toString())
                .build();
    }

    /** One entry's drills, oldest slot first, in a slot by step. */
    static List<FailoverDrill> of(String entry, List<FailoverDrill> drills) {
        return drills.stream()
                .filter(drill ->
                        entry.equals(Optional.ofNullable(drill.getMetadata().getLabels())
                                        .orElse(Map.of())
                                        .get(ENTRY))
                                && scheduled(drill).isPresent())
                .sorted(Comparator.comparing(
                                (FailoverDrill drill) -> scheduled(drill).orElse(Instant.EPOCH))
                        .thenComparing(drill -> drill.getMetadata().getName()))
                .toList();
    }

    /** The entry that made it; empty for a drill of a person. */
    static Optional<String> entry(FailoverDrill drill) {
        return Optional.ofNullable(drill.getMetadata().getLabels()).map(labels -> labels.get(ENTRY));
    }

    static Optional<Instant> scheduled(FailoverDrill drill) {
        return Optional.ofNullable(drill.getMetadata().getAnnotations())
                .flatMap(annotations -> StatusTime.read(annotations.get(SCHEDULED)));
    }
}
