package io.prontuario.crds.validation;

import io.prontuario.crds.CronSchedule;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Drills fit into their slots and no two slots overlap. Suspended drills have no slot. */
final class DrillSlots implements Rule {
    /** A fixed time, so that the result does not depend on the current time. */
    private static final Instant REFERENCE = Instant.parse("2024-01-01T00:00:00Z");

    /** Dates and weekdays repeat after 28 years; frequent schedules repeat earlier. */
    private static final Instant CYCLE = Instant.parse("2052-01-01T00:00:00Z");

    private static final int ENOUGH_TIMES = 400;

    private record Slot(int index, DrillSpec drill, CronSchedule schedule, Duration duration) {
        String path() {
            return "spec.drills[" + index + "]";
        }

        /** The start times from the reference on, at most {@link #ENOUGH_TIMES}. */
        List<Instant> times() {
            List<Instant> times = new ArrayList<>();
            Optional<Instant> next = schedule.next(REFERENCE);
            while (next.isPresent() && next.get().isBefore(CYCLE) && times.size() < ENOUGH_TIMES) {
                times.add(next.get());
                next = schedule.next(next.get());
            }
            return times;
        }
    }

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < spec.drills().size(); i++) {
            DrillSpec drill = spec.drills().get(i);
            if (!drill.suspend()) {
                fits("spec.drills[" + i + "]", drill, problems);
                slot(i, drill).ifPresent(slots::add);
            }
        }
        List<List<Instant>> times = slots.stream().map(Slot::times).toList();
        for (int i = 0; i < slots.size(); i++) {
            overlapsItself(slots.get(i), times.get(i), problems);
            for (int j = i + 1; j < slots.size(); j++) {
                overlap(slots.get(i), times.get(i), slots.get(j), times.get(j), problems);
            }
        }
    }

    private static Optional<Slot> slot(int index, DrillSpec drill) {
        try {
            return Optional.of(new Slot(
                    index,
                    drill,
                    CronSchedule.parse(
                            drill.schedule(),
                            CronSchedule.zone(drill.timeZone()).orElseThrow(IllegalArgumentException::new)),
                    Durations.parse(drill.duration())));
        } catch (IllegalArgumentException | NullPointerException saidByAnotherRule) {
            return Optional.empty();
        }
    }

    private static void fits(String path, DrillSpec drill, Problems problems) {
        Optional<Duration> duration = Durations.tryParse(drill.duration());
        Optional<Duration> hold = Durations.tryParse(drill.hold());
        Optional<Duration> rto = drill.budget() == null
                ? Optional.empty()
                : Durations.tryParse(drill.budget().rto());
        if (duration.isEmpty() || hold.isEmpty() || rto.isEmpty()) {
            return;
        }
        Duration needed = Duration.ofSeconds(drill.startingDeadlineSeconds())
                .plus(rto.get())
                .plus(hold.get());
        if (duration.get().compareTo(needed) < 0) {
            problems.error(
                    path + ".duration",
                    drill.duration()
                            + " is too short: startingDeadlineSeconds + budget.rto + hold are "
                            + Durations.format(needed),
                    "write " + Durations.format(needed) + " or more");
        }
    }

    private static void overlapsItself(Slot slot, List<Instant> times, Problems problems) {
        for (int i = 1; i < times.size(); i++) {
            if (times.get(i).isBefore(times.get(i - 1).plus(slot.duration()))) {
                problems.error(
                        slot.path() + ".schedule",
                        "starts again at " + times.get(i) + ", before the drill of " + times.get(i - 1) + " ends after "
                                + slot.drill().duration(),
                        "use a less frequent schedule or a shorter duration");
                return;
            }
        }
    }

    /** Compares at the times of the less frequent drill: between two of them the other has the same pattern. */
    private static void overlap(Slot a, List<Instant> timesOfA, Slot b, List<Instant> timesOfB, Problems problems) {
        if (timesOfA.isEmpty() || timesOfB.isEmpty()) {
            return;
        }
        boolean rarerIsA = last(timesOfA).isAfter(last(timesOfB));
        Slot rare = rarerIsA ? a : b;
        Slot other = rarerIsA ? b : a;
        for (Instant time : rarerIsA ? timesOfA : timesOfB) {
            // The other drill still runs at this time, or starts while this one runs.
            Optional<Instant> met = other.schedule()
                    .next(time.minus(other.duration()))
                    .filter(begun -> begun.isBefore(time.plus(rare.duration())));
            if (met.isPresent()) {
                problems.error(
                        b.path() + ".schedule",
                        "overlaps " + a.path() + " (" + a.drill().name() + "): "
                                + other.drill().name() + " at " + met.get() + " for "
                                + other.drill().duration() + ", "
                                + rare.drill().name() + " at " + time + " for "
                                + rare.drill().duration(),
                        "move one of them, shorten it, or suspend it");
                return;
            }
        }
    }

    private static Instant last(List<Instant> times) {
        return times.get(times.size() - 1);
    }
}
