package io.prontuario.operator.install;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.rbac.ClusterRole;
import io.fabric8.kubernetes.api.model.rbac.ClusterRoleBuilder;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.PolicyRuleBuilder;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import io.fabric8.kubernetes.api.model.rbac.RoleBindingBuilder;
import io.fabric8.kubernetes.api.model.rbac.RoleBuilder;
import java.util.List;
import java.util.Map;

/**
 * The rights of the operator's service account: one Role in its own namespace, nothing in the cluster. The ClusterRoles only
 * add the platform type to the cluster's {@code view} and {@code edit} roles, for users.
 */
final class OperatorRbac {
    private static final String GROUP = "platform.prontuario.io";
    private static final String TYPE = "prontuarioplatforms";
    private static final String DRILLS = "failoverdrills";
    private static final String[] READ = {"get", "list", "watch"};
    private static final String[] OWN = {"get", "list", "watch", "create", "patch", "delete"};

    private static final String[] PUBLISH = {"create", "patch", "delete"};

    private OperatorRbac() {}

    static List<HasMetadata> of(Installation installation) {
        return List.of(
                new ServiceAccountBuilder()
                        .withMetadata(installation.metadata(Installation.NAME))
                        .build(),
                role(installation),
                binding(installation),
                viewers(),
                editors());
    }

    private static Role role(Installation installation) {
        return new RoleBuilder()
                .withMetadata(installation.metadata(Installation.NAME))
                .withRules(
                        rule(GROUP, TYPE, READ),
                        rule(GROUP, TYPE + "/status", "get", "update", "patch"),
                        // Owner references that block deletion need this where the cluster enforces it.
                        rule(GROUP, TYPE + "/finalizers", "update"),
                        // The calendar creates drills, ends them, and deletes old ones.
                        rule(GROUP, DRILLS, OWN),
                        rule(GROUP, DRILLS + "/status", "get", "update", "patch"),
                        // A create cannot be limited to a name.
                        rule("coordination.k8s.io", "leases", "create"),
                        named("coordination.k8s.io", "leases", Installation.NAME, "get", "update", "patch"),
                        rule("apps", "deployments", OWN),
                        rule("", "services", OWN),
                        rule("", "configmaps", OWN),
                        rule("discovery.k8s.io", "endpointslices", OWN),
                        rule("policy", "poddisruptionbudgets", OWN),
                        rule("autoscaling", "horizontalpodautoscalers", OWN),
                        rule("networking.k8s.io", "networkpolicies", OWN),
                        rule("batch", "jobs", OWN),
                        rule("batch", "cronjobs", OWN),
                        rule("monitoring.coreos.com", "prometheusrules", PUBLISH),
                        rule("monitoring.coreos.com", "servicemonitors", PUBLISH),
                        rule("", "events", "get", "create", "patch"),
                        // By name only (front door certificates, the other cluster's kubeconfig): no list, no watch.
                        rule("", "secrets", "get"))
                .build();
    }

    private static RoleBinding binding(Installation installation) {
        return new RoleBindingBuilder()
                .withMetadata(installation.metadata(Installation.NAME))
                .withNewRoleRef("rbac.authorization.k8s.io", "Role", Installation.NAME)
                .addNewSubject()
                .withKind("ServiceAccount")
                .withName(Installation.NAME)
                .withNamespace(installation.namespace())
                .endSubject()
                .build();
    }

    /** Part of the cluster's role {@code view}. */
    private static ClusterRole viewers() {
        return people("view", Map.of("rbac.authorization.k8s.io/aggregate-to-view", "true"), READ);
    }

    /** A role of its own, to be bound by name: who may edit the object decides what runs on the hosts and where patients' data goes. */
    private static ClusterRole editors() {
        return people("edit", Map.of(), "get", "list", "watch", "create", "update", "patch", "delete");
    }

    private static ClusterRole people(String name, Map<String, String> labels, String... verbs) {
        return new ClusterRoleBuilder()
                .withMetadata(new ObjectMetaBuilder()
                        .withName("prontuario-platform-" + name)
                        .withLabels(Installation.labels())
                        .addToLabels(labels)
                        .build())
                .withRules(rule(GROUP, TYPE, verbs), rule(GROUP, DRILLS, verbs))
                .build();
    }

    private static PolicyRule rule(String group, String resource, String... verbs) {
        return new PolicyRuleBuilder()
                .withApiGroups(group)
                .withResources(resource)
                .withVerbs(verbs)
                .build();
    }

    private static PolicyRule named(String group, String resource, String name, String... verbs) {
        return new PolicyRuleBuilder(rule(group, resource, verbs))
                .withResourceNames(name)
                .build();
    }
}
