package io.prontuario.pulumi.local.namespace;

import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.local.config.LocalConfig.Quota;
import io.prontuario.pulumi.local.objects.Part;
import java.util.List;
import java.util.Map;

/** What the namespace may use, so that a mistake in one service cannot starve etcd and PostgreSQL on the same hosts. */
public final class Ceilings extends Part {
    public Ceilings(String namespace, Quota quota, ComponentResourceOptions options, List<? extends Resource> after) {
        super("ceilings", options, after);
        object(Map.of(
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
                                // Nothing on site has a cloud load balancer to ask for.
                                "services.loadbalancers", "0"))));
        object(Map.of(
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
                                // A container that says nothing still counts against the quota. There is no default
                                // limit: one below a container's own request would make its pod invalid.
                                "defaultRequest",
                                Map.of("cpu", "50m", "memory", "64Mi"))))));
        done();
    }
}
