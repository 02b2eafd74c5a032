package io.prontuario.pulumi.local.namespace;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.local.config.LocalConfig.Quota;
import io.prontuario.pulumi.local.objects.ObjectsComponent;
import java.util.List;
import java.util.Map;

/** The ResourceQuota and the LimitRange of the namespace, so that a service cannot starve etcd and PostgreSQL on the same hosts. */
public final class ResourceQuotas extends ObjectsComponent {
    /** The component's logical name is part of URNs; see {@link io.prontuario.pulumi.stack.StackComponent}. */
    public ResourceQuotas(
            String namespace, Quota quota, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("ceilings", options, dependencies);
        add(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ResourceQuota",
                "metadata",
                Map.of("name", "prontuario", "namespace", namespace),
                "spec",
                Map.of(
                        "hard",
                        Map.of(
                                "requests.cpu", quota.cpu(),
                                "requests.memory", quota.memory(),
                                "pods", Integer.toString(quota.pods()),
                                // There is no load balancer controller on site.
                                "services.loadbalancers", "0"))));
        add(Map.of(
                "apiVersion",
                "v1",
                "kind",
                "LimitRange",
                "metadata",
                Map.of("name", "prontuario", "namespace", namespace),
                "spec",
                Map.of(
                        "limits",
                        List.of(Map.of(
                                "type",
                                "Container",
                                // A quota requires requests of every container. There is no default limit: a limit
                                // below a container's request would make the pod invalid.
                                "defaultRequest",
                                Map.of("cpu", "50m", "memory", "64Mi"))))));
        complete(Map.of());
    }
}
