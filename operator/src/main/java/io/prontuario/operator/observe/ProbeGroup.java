package io.prontuario.operator.observe;

import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.Durations;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.operator.desired.SitePlan;
import io.prontuario.operator.frontdoor.FrontDoorBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is probed together: the services of a site and the agent of its box. An edge box has no service; the cloud has no box.
 *
 * @param interval time between two rounds: the shortest interval of its targets
 */
record ProbeGroup(SiteName name, List<ProbeTarget> targets, Optional<FrontDoorBox> box, Duration interval) {
    ProbeGroup {
        targets = List.copyOf(targets);
    }

    /** Every group of a spec. */
    static List<ProbeGroup> of(PlatformSpec spec) {
        Map<SiteName, List<ProbeTarget>> targets = new LinkedHashMap<>();
        SitePlan.all(spec).forEach(plan -> targets.put(plan.site(), new ArrayList<>()));
        for (ProbeTarget target : ProbeTargets.of(spec)) {
            targets.computeIfAbsent(target.site(), site -> new ArrayList<>()).add(target);
        }
        Map<SiteName, FrontDoorBox> boxes = new LinkedHashMap<>();
        for (FrontDoorBox box : FrontDoorBox.of(spec)) {
            SiteName name = new SiteName(box.name());
            boxes.put(name, box);
            targets.putIfAbsent(name, new ArrayList<>());
        }
        Duration common = Durations.parse(spec.health().interval());
        List<ProbeGroup> groups = new ArrayList<>();
        targets.forEach((name, probed) -> groups.add(
                new ProbeGroup(name, probed, Optional.ofNullable(boxes.get(name)), shortest(common, probed))));
        return groups;
    }

    private static Duration shortest(Duration common, List<ProbeTarget> targets) {
        return targets.stream()
                .map(target -> target.timing().interval())
                .reduce(common, (a, b) -> a.compareTo(b) <= 0 ? a : b);
    }
}
