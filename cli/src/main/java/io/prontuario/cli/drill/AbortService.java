package io.prontuario.cli.drill;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import java.util.List;

/** Ends every running failover test. */
public final class AbortService {
    private AbortService() {}

    /** @return names of the tests that were ended; the operator undoes their faults */
    public static List<String> abort(Cluster cluster) {
        return cluster
                .client()
                .resources(FailoverDrill.class)
                .inNamespace(cluster.namespace())
                .list()
                .getItems()
                .stream()
                .filter(drill -> drill.getStatus() == null || !drill.getStatus().over())
                .map(drill -> {
                    cluster.client()
                            .resource(drill)
                            .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"end\":true}}");
                    return drill.getMetadata().getName();
                })
                .toList();
    }
}
