package io.prontuario.operator.drill;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.status.StatusTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A drill of the calendar whose fault a process outside of the cluster makes. That process says in annotations what it did: without
 * that nothing failed, and no result would mean anything. Pure; the operator and the command line use it.
 */
public final class HostDrill {
    /** When a process took the drill over, just before it made the fault. */
    static final String ATTENDED = "platform.prontuario.io/attended-at";
    /** Why the fault could not be made. */
    static final String NOT_INJECTED = "platform.prontuario.io/not-injected";
    /** A drill that nothing attends to is not waited for any longer. */
    static final Duration ATTENDED_WITHIN = Duration.ofSeconds(30);

    private HostDrill() {}

    /** Whether the calendar made it, and a process outside is to make its fault. */
    public static boolean attendable(FailoverDrill drill) {
        return drill.getSpec().driver() == Driver.Host
                && CalendarLabels.scheduled(drill).isPresent();
    }

    /** When its fault is undone although the drill cannot be read: by then its result is known, or it has failed. */
    public static Instant undoneAt(PlatformSpec platform, FailoverDrill drill) {
        Instant deadline = StatusTime.read(drill.getSpec().deadline()).orElse(Instant.MIN);
        Optional<Instant> started =
                Optional.ofNullable(drill.getStatus()).flatMap(status -> StatusTime.read(status.startedAt()));
        Optional<DrillSpec> entry = CalendarLabels.entry(drill).flatMap(name -> platform.drills().stream()
                .filter(known -> known.name().equals(name))
                .findFirst());
        if (started.isEmpty() || entry.isEmpty()) {
            return Instant.MIN;
        }
        Instant known = started.get()
                .plus(ScheduledRun.timeout(entry.get()))
                .plus(Durations.parse(entry.get().hold()));
        return known.isBefore(deadline) ? known : deadline;
    }

    /** A merge patch: a process has taken the drill over. */
    public static String attended(Instant now) {
        return annotation(ATTENDED, now.toString(), Map.of());
    }

    /** A merge patch: there is no fault; the drill ends. */
    public static String notInjected(String reason) {
        return annotation(NOT_INJECTED, reason, Map.of("spec", Map.of("end", true)));
    }

    /** Why nothing failed in this drill; empty when its fault was made, or is not made from outside. */
    static Optional<String> withoutFault(FailoverDrill drill) {
        if (!attendable(drill)) {
            return Optional.empty();
        }
        Map<String, String> annotations =
                Optional.ofNullable(drill.getMetadata().getAnnotations()).orElse(Map.of());
        if (annotations.containsKey(NOT_INJECTED)) {
            return Optional.of("the fault could not be made: " + annotations.get(NOT_INJECTED));
        }
        return annotations.containsKey(ATTENDED)
                ? Optional.empty()
                : Optional.of("no process made the fault within " + Durations.format(ATTENDED_WITHIN)
                        + "; keep prontuario failover test attend --hook PROGRAM running on a machine that is not part"
                        + " of the drill");
    }

    private static String annotation(String name, String value, Map<String, Object> more) {
        Map<String, Object> patch = new HashMap<>(more);
        patch.put("metadata", Map.of("annotations", Map.of(name, value)));
        return Serialization.asJson(patch);
    }
}
