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
 * A drill's fault, as a change of the actions and objects of a pass. It keeps nothing that could be left behind: the next pass without
 * it restores everything. Pure.
 *
 * @param hosts the hosts it affects
 * @param service the service it affects; empty for all
 */
public record Fault(Driver driver, Set<SiteName> hosts, Optional<String> service) {
    private static final Fault NONE = new Fault(Driver.Host, Set.of(), Optional.empty());

    public Fault {
        hosts = Set.copyOf(hosts);
    }

    /** No fault. */
    public static Fault none() {
        return NONE;
    }

    /** The decision's actions as they are carried out: a drained host gets no requests. */
    public List<Action> applyTo(List<Action> actions) {
        if (driver != Driver.Traffic || hosts.isEmpty()) {
            return actions;
        }
        return actions.stream()
                .map(action -> action instanceof Action.Route route ? drained(route) : action)
                .toList();
    }

    /** The desired objects as they are applied: an affected host's Deployments have no replicas, and no autoscaler. */
    public List<HasMetadata> applyToObjects(List<HasMetadata> desired) {
        if (driver != Driver.Workload || hosts.isEmpty()) {
            return desired;
        }
        return desired.stream()
                .filter(object -> !(object instanceof HorizontalPodAutoscaler && affects(object)))
                .map(object -> object instanceof Deployment deployment && affects(object) ? scaled(deployment) : object)
                .collect(Collectors.toList());
    }

    private Action drained(Action.Route route) {
        return new Action.Route(
                route.admitted().stream().filter(site -> !hosts.contains(site)).collect(Collectors.toSet()));
    }

    private boolean affects(HasMetadata object) {
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
