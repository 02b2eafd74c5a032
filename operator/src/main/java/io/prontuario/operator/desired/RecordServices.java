package io.prontuario.operator.desired;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.ServicePortBuilder;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSliceBuilder;
import io.prontuario.continuity.model.SiteName;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The names under which pods reach the record: {@code records-SITE} is the site's own copy, for reads; {@code records-writer-SITE} is
 * the site's own way to the writer; {@code records-writer} is the way to the writer for what belongs to no site. In the cloud all
 * three are Cloud SQL, which is {@code records-writer-cloud} on site too.
 */
final class RecordServices {
    /** Cloud SQL listens on PostgreSQL's own port. */
    private static final int CLOUD_SQL_PORT = 5432;

    private RecordServices() {}

    /** A name and what it leads to. */
    record Endpoint(String address, int port) {}

    /** None without {@code spec.data.postgres}. */
    static List<HasMetadata> of(PlatformRef platform, PlatformSpec spec, List<SitePlan> plans) {
        PostgresSpec postgres = spec.postgres();
        if (postgres == null || plans.isEmpty()) {
            return List.of();
        }
        List<HasMetadata> objects = new ArrayList<>();
        for (SitePlan plan : plans) {
            String site = plan.site().value();
            copy(postgres, plan)
                    .ifPresent(to ->
                            objects.addAll(named(platform, PostgresSpec.SERVICE + "-" + site, postgres.port(), to)));
            writer(postgres, plan)
                    .ifPresent(to -> objects.addAll(
                            named(platform, PostgresSpec.WRITER_SERVICE + "-" + site, postgres.writerPort(), to)));
        }
        if (!plans.get(0).inCloud()) {
            // For jobs that copy between the record and the cloud.
            cloudSql(postgres)
                    .ifPresent(to -> objects.addAll(named(
                            platform, PostgresSpec.WRITER_SERVICE + "-" + SiteName.CLOUD, postgres.writerPort(), to)));
        }
        anywhere(spec, postgres, plans)
                .ifPresent(
                        to -> objects.addAll(named(platform, PostgresSpec.WRITER_SERVICE, postgres.writerPort(), to)));
        return objects;
    }

    /** The site's own copy; where it has none, its way to the writer. */
    static Optional<Endpoint> copy(PostgresSpec postgres, SitePlan plan) {
        return !plan.inCloud()
                        && postgres.onSite()
                        && postgres.hosts().contains(plan.site().value())
                ? plan.address().map(address -> new Endpoint(address, postgres.port()))
                : writer(postgres, plan);
    }

    /** The front door of the site's own box, which leads to the writer. */
    static Optional<Endpoint> writer(PostgresSpec postgres, SitePlan plan) {
        return plan.inCloud() || !postgres.onSite()
                ? cloudSql(postgres)
                : plan.address().map(address -> new Endpoint(address, postgres.writerPort()));
    }

    /** The virtual address, which any box may hold; without one, the first host. */
    static Optional<Endpoint> anywhere(PlatformSpec spec, PostgresSpec postgres, List<SitePlan> plans) {
        String virtual = spec.edge() == null ? null : spec.edge().virtualAddress();
        SitePlan first = plans.get(0);
        return virtual != null && postgres.onSite() && !first.inCloud()
                ? Optional.of(new Endpoint(virtual, postgres.writerPort()))
                : writer(postgres, first);
    }

    static Optional<Endpoint> cloudSql(PostgresSpec postgres) {
        return Optional.ofNullable(postgres.cloudEndpoint()).map(address -> new Endpoint(address, CLOUD_SQL_PORT));
    }

    private static List<HasMetadata> named(PlatformRef platform, String name, int port, Endpoint to) {
        Map<String, String> labels = Labels.selector(platform, name);
        if (!HostServices.isIp(to.address())) {
            return List.of(service(platform, name, labels, port, to.address()));
        }
        if (HostServices.isLoopback(to.address())) {
            return List.of(service(platform, name, labels, port, null));
        }
        Map<String, String> sliceLabels = Labels.with(labels, "kubernetes.io/service-name", name);
        // Tells Kubernetes' own slice controller that another controller manages the slice.
        sliceLabels.put("endpointslice.kubernetes.io/managed-by", Labels.OPERATOR);
        return List.of(
                service(platform, name, labels, port, null),
                new EndpointSliceBuilder()
                        .withMetadata(Labels.metadata(platform, name, sliceLabels))
                        .withAddressType(to.address().contains(":") ? "IPv6" : "IPv4")
                        .addNewEndpoint()
                        .withAddresses(to.address())
                        .withNewConditions()
                        .withReady(true)
                        .endConditions()
                        .endEndpoint()
                        .addNewPort()
                        .withName("main")
                        .withProtocol("TCP")
                        .withPort(to.port())
                        .endPort()
                        .build());
    }

    /** @param alias the DNS name that it stands for; null: it has an EndpointSlice, or none may have its address */
    private static Service service(
            PlatformRef platform, String name, Map<String, String> labels, int port, @Nullable String alias) {
        ServicePort main = new ServicePortBuilder()
                .withName("main")
                .withProtocol("TCP")
                .withPort(port)
                .withTargetPort(new IntOrString(port))
                .build();
        return new ServiceBuilder()
                .withMetadata(Labels.metadata(platform, name, labels))
                .withNewSpec()
                .withType(alias == null ? "ClusterIP" : "ExternalName")
                .withExternalName(alias)
                .withPorts(alias == null ? List.of(main) : List.of())
                .endSpec()
                .build();
    }
}
