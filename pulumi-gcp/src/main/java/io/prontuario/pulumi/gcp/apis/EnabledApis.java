package io.prontuario.pulumi.gcp.apis;

import com.pulumi.gcp.projects.Service;
import com.pulumi.gcp.projects.ServiceArgs;
import com.pulumi.resources.ComponentResourceOptions;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Enables the project's APIs. Every other component depends on them. */
public final class EnabledApis extends StackComponent {
    private static final List<String> ALWAYS = List.of(
            "artifactregistry",
            "cloudkms",
            "cloudresourcemanager",
            "compute",
            "container",
            "dns",
            "gkebackup",
            "iam",
            "iamcredentials",
            "logging",
            "monitoring",
            "servicenetworking",
            "sqladmin",
            "storage",
            "sts");

    private final List<Service> services = new ArrayList<>();

    /** The optional APIs that a stack needs. */
    public record Args(Scope scope, boolean cache, boolean budget, boolean organizationPolicies) {}

    public EnabledApis(Args args, ComponentResourceOptions options) {
        super("gcp", "services", options, List.of());
        List<String> names = new ArrayList<>(ALWAYS);
        if (args.cache()) {
            names.add("redis");
        }
        if (args.budget()) {
            names.add("billingbudgets");
        }
        if (args.organizationPolicies()) {
            names.add("orgpolicy");
        }
        for (String name : names) {
            services.add(new Service(
                    name,
                    ServiceArgs.builder()
                            .project(args.scope().project())
                            .service(name + ".googleapis.com")
                            // Disabling an API on destroy could stop other workloads of the project.
                            .disableOnDestroy(false)
                            .disableDependentServices(false)
                            .build(),
                    child()));
        }
        complete(Map.of());
    }

    /** The enabled APIs; a resource depends on them before it calls one. */
    public List<Service> enabled() {
        return List.copyOf(services);
    }
}
