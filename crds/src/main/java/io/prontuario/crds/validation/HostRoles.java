package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.HostSpec.Role;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** At most one Primary, at most one Secondary, and no Secondary without a Primary. */
final class HostRoles implements Rule {
    /** Reserved names. */
    private static final Set<String> RESERVED = Set.of("cloud", "onsite");

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        List<Integer> primaries = with(Role.Primary, spec);
        List<Integer> secondaries = with(Role.Secondary, spec);
        atMostOne(primaries, spec, "make the other Secondary or Worker", problems);
        atMostOne(secondaries, spec, "make the others Worker", problems);
        if (primaries.isEmpty() && !secondaries.isEmpty()) {
            problems.error(
                    SpecLookup.hostPath(secondaries.get(0)) + ".role",
                    "is Secondary, but no host is Primary",
                    "give one host role Primary");
        }
        for (int i = 0; i < spec.hosts().size(); i++) {
            String name = spec.hosts().get(i).name();
            if (name != null && RESERVED.contains(name)) {
                problems.error(
                        SpecLookup.hostPath(i) + ".name",
                        "\"" + name + "\" is a reserved name",
                        "give the host another name");
            }
        }
    }

    private static List<Integer> with(Role role, PlatformSpec spec) {
        List<Integer> indices = new ArrayList<>();
        for (int i = 0; i < spec.hosts().size(); i++) {
            if (spec.hosts().get(i).role() == role) {
                indices.add(i);
            }
        }
        return indices;
    }

    private static void atMostOne(List<Integer> indices, PlatformSpec spec, String remedy, Problems problems) {
        for (int index : indices.subList(Math.min(1, indices.size()), indices.size())) {
            HostSpec first = spec.hosts().get(indices.get(0));
            HostSpec next = spec.hosts().get(index);
            problems.error(
                    SpecLookup.hostPath(index) + ".role",
                    next.role() + " is already the role of " + first.name(),
                    "keep one " + next.role() + ", " + remedy);
        }
    }
}
