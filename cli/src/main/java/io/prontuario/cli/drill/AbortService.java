package io.prontuario.cli.drill;

import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.FailoverDrill;
import java.io.PrintWriter;
import java.util.List;

/** Ends every test that runs. */
public final class AbortService {
    private AbortService() {}

    /** @return the exit status */
    public static int abort(Cluster cluster, PrintWriter out) {
        List<FailoverDrill> running =
                cluster
                        .client()
                        .resources(FailoverDrill.class)
                        .inNamespace(cluster.namespace())
                        .list()
                        .getItems()
                        .stream()
                        .filter(drill ->
                                drill.getStatus() == null || !drill.getStatus().over())
                        .toList();
        for (FailoverDrill drill : running) {
            cluster.client().resource(drill).patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"end\":true}}");
            out.println(drill.getMetadata().getName() + ": the operator undoes it now");
        }
        if (running.isEmpty()) {
            out.println("no failover test runs");
        }
        return 0;
    }
}
