package io.prontuario.testbed.twofaults;

import io.prontuario.continuity.rules.TransitionHistory;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.crds.v1alpha1.PlatformStatus.Mode;
import io.prontuario.crds.v1alpha1.PlatformStatus.Transition;
import io.prontuario.testbed.demo.StepCheck;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The invariants that one side's published states can break. Pure. */
final class HistoryInvariants {
    private static final String CLOUD = "cloud";

    private final String side;

    HistoryInvariants(String side) {
        this.side = side;
    }

    /** @param states every distinct one, in the order of delivery */
    StepCheck check(List<PlatformStatus> states) {
        List<String> broken = new ArrayList<>();
        Map<Long, String> holders = new HashMap<>();
        @Nullable PlatformStatus before = null;
        for (PlatformStatus now : states) {
            if (now.mode() == null) {
                continue;
            }
            epochs(before, now, holders, broken);
            serving(now, broken);
            if (before != null
                    && Boolean.TRUE.equals(before.paused())
                    && Boolean.TRUE.equals(now.paused())
                    && before.mode() != now.mode()) {
                broken.add("no automatic transition while paused: the mode went from " + before.mode() + " to "
                        + now.mode());
            }
            before = now;
        }
        return new StepCheck(
                "invariants (" + side + ")",
                broken.isEmpty(),
                broken.isEmpty() ? states.size() + " states, no invariant broken" : String.join("; ", broken));
    }

    /**
     * The transitions that the operator wrote into its object: epochs rise and have one holder each, and every change
     * starts where the one before ended. A full history has dropped changes that moved no role, so there neighbours
     * need not join up.
     */
    StepCheck checkHistory(List<Transition> history) {
        List<String> broken = new ArrayList<>();
        Map<Long, String> holders = new HashMap<>();
        @Nullable Transition before = null;
        for (Transition now : history) {
            if (before != null && now.epoch() < before.epoch()) {
                broken.add("epochs increase: epoch " + now.epoch() + " came after " + before.epoch());
            }
            if (before != null && history.size() < TransitionHistory.KEPT && now.from() != before.to()) {
                broken.add("a change from " + now.from() + " follows one to " + before.to());
            }
            if (now.toSite() != null) {
                String holder = holders.putIfAbsent(now.epoch(), now.toSite());
                if (holder != null && !holder.equals(now.toSite())) {
                    broken.add("an epoch has one holder: epoch " + now.epoch() + " belongs to " + holder + " and to "
                            + now.toSite());
                }
            }
            before = now;
        }
        return new StepCheck(
                "history (" + side + ")",
                broken.isEmpty(),
                broken.isEmpty() ? history.size() + " transitions, no invariant broken" : String.join("; ", broken));
    }

    /** Epochs increase, and each has one holder for ever. */
    private static void epochs(
            @Nullable PlatformStatus before, PlatformStatus now, Map<Long, String> holders, List<String> broken) {
        Long epoch = now.epoch();
        if (epoch == null) {
            return;
        }
        if (before != null && before.epoch() != null && epoch < before.epoch()) {
            broken.add("epochs increase: epoch " + epoch + " came after " + before.epoch());
        }
        if (now.activeSite() != null) {
            String holder = holders.putIfAbsent(epoch, now.activeSite());
            if (holder != null && !holder.equals(now.activeSite())) {
                broken.add("an epoch has one holder: epoch " + epoch + " belongs to " + holder + " and to "
                        + now.activeSite());
            }
        }
    }

    /** Only the active site receives traffic, and the emergency profile runs in the cloud only. */
    private void serving(PlatformStatus now, List<String> broken) {
        boolean cloud = CLOUD.equals(now.activeSite());
        if (now.mode() == Mode.Emergency && !cloud) {
            broken.add("the active site matches the mode: Emergency with " + now.activeSite() + " active");
        }
        if ((now.mode() == Mode.Full || now.mode() == Mode.Degraded) && cloud && side.equals("onsite")) {
            broken.add("the active site matches the mode: " + now.mode() + " with the cloud active");
        }
        if (!side.equals("onsite")) {
            return; // only the on-site operator admits; the cloud repeats the last state that it received
        }
        now.sites().stream()
                .filter(site -> Objects.equals(site.name(), now.activeSite()) && !cloud)
                .filter(site -> Boolean.FALSE.equals(site.admitted()))
                .forEach(site ->
                        broken.add("the active site is admitted: " + site.name() + " is active and not admitted"));
    }
}
