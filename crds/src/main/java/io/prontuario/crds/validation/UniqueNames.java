package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.AnnouncementsSpec;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.ModelSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** SpecLookup are unique in their list. */
final class UniqueNames implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        unique("spec.hosts", "name", spec.hosts(), HostSpec::name, problems);
        unique("spec.services", "name", spec.services(), ServiceSpec::name, problems);
        unique("spec.models", "name", spec.models(), ModelSpec::name, problems);
        unique("spec.drills", "name", spec.drills(), DrillSpec::name, problems);
        if (spec.announcements() != null) {
            unique(
                    "spec.announcements.webhooks",
                    "name",
                    spec.announcements().webhooks(),
                    AnnouncementsSpec.Webhook::name,
                    problems);
        }
        EdgeSpec edge = spec.edge();
        if (edge == null) {
            return;
        }
        unique("spec.edge.nodes", "name", edge.nodes(), EdgeSpec.EdgeNode::name, problems);
        unique("spec.edge.frontends", "name", edge.frontends(), EdgeSpec.Frontend::name, problems);
        for (int i = 0; i < edge.frontends().size(); i++) {
            String path = "spec.edge.frontends[" + i + "].routes";
            unique(path, "path", edge.frontends().get(i).routes(), EdgeSpec.Route::path, problems);
        }
        edgeNodesAreNotHosts(spec, edge, problems);
    }

    private static <T> void unique(
            String path, String field, List<T> items, Function<T, String> key, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String name = key.apply(items.get(i));
            if (name != null && !seen.add(name)) {
                problems.error(
                        path + "[" + i + "]." + field,
                        "\"" + name + "\" is used twice",
                        "give each its own " + field + ", or remove one");
            }
        }
    }

    // Hosts and edge nodes both run a host agent, which is addressed by name.
    private static void edgeNodesAreNotHosts(PlatformSpec spec, EdgeSpec edge, Problems problems) {
        List<String> hosts = spec.hosts().stream().map(HostSpec::name).toList();
        for (int i = 0; i < edge.nodes().size(); i++) {
            String name = edge.nodes().get(i).name();
            if (name != null && hosts.contains(name)) {
                problems.error(
                        "spec.edge.nodes[" + i + "].name",
                        "\"" + name + "\" is also a host",
                        "remove it, because hosts run the front door too, or give the node another name");
            }
        }
    }
}
