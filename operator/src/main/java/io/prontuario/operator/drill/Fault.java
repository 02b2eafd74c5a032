package io.prontuario.operator.drill;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.prontuario.continuity.model.Action;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.FailoverDrillSpec.Driver;
import io.prontuario.operator.desired.Labels;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A fault in force, as a change of what the operator does anyway: it holds nothing that could be left behind, and without it the
 * next pass makes everything whole. Pure.
 *
 * @param hosts where it strikes
 * @param service which service; empty: every one
 */
public record Fault(Driver driver, Set<SiteName> hosts, Optional<String> service) {
    private static final Fault NONE = new Fault(Driver.Host, Set.of(), Optional.empty());

    public Fault {
        hosts = Set.copyOf(hosts);
    }

    /** Nothing fails. */
    public static Fault none() {
        return NONE;
    }

    /** The decision's actions as they are carried out: a drained host gets no requests. */
    public List<Action> on(List<Action> actions) {
        if (driver != Driver.Traffic || hosts.isEmpty()) {
            return actions;
        }
        return actions.stream()
                .map(action -> action instanceof Action.Route route ? drained(route) : action)
                .toList();
    }

    /** The wanted objects as they are applied: a struck host's Deployments have no replicas, and nothing scales them. */
    public List<HasMetadata> onObjects(List<HasMetadata> wanted) {
        if (driver != Driver.Workload || hosts.isEmpty()) {
            return wanted;
        }
        return wanted.stream()
                .filter(object -> !(object instanceof HorizontalPodAutoscaler && strikes(object)))
                .map(object -> object instanceof Deployment deployment && strikes(object) ? scaled(deployment) : object)
                .collect(Collectors.toList());
    }

    private Action drained(Action.Route route) {
        return new Action.Route(
                route.admitted().stream().filter(site -> !hosts.contains(site)).collect(Collectors.toSet()));
    }

    private boolean strikes(HasMetadata object) {
        var labels = object.getMetadata().getLabels();
        String site = labels.get(Labels.SITE);
        return site != null
                && hosts.contains(new SiteName(site))
                && (service.isEmpty() || service.get().equals(labels.get(Labels.NAME)));
    }

    private static Deployment scaled(Deployment deployment) {
        return new DeploymentBuilder(deployment)
                .editSpec()
                .withReplicas(0)
                .endSpec()
                .build();
    }
}
