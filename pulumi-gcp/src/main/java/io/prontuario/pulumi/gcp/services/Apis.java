package io.prontuario.pulumi.gcp.services;

import com.pulumi.gcp.projects.Service;
import com.pulumi.gcp.projects.ServiceArgs;
import com.pulumi.resources.ComponentResourceOptions;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Switches the project's APIs on. Everything else waits for them. */
public final class Apis extends Concern {
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

    /** Which optional APIs a stack needs. */
    public record Args(Scope scope, boolean cache, boolean budget, boolean organizationPolicies) {}

    public Apis(Args args, ComponentResourceOptions options) {
        super("services", options, List.of());
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
                            // Switching an API off on destroy would also stop what others run in the project.
                            .disableOnDestroy(false)
                            .disableDependentServices(false)
                            .build(),
                    child()));
        }
        done(Map.of());
    }

    /** What to wait for before any API is called. */
    public List<Service> enabled() {
        return List.copyOf(services);
    }
}
