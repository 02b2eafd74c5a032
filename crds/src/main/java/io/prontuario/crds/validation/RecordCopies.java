package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.EdgeSpec;
import io.prontuario.crds.v1alpha1.HostSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The record is kept on hosts that exist and can be reached, and its names in PostgreSQL mean nothing else there. */
final class RecordCopies implements Rule {
    private static final String PATH = "spec.data.postgres";
    /** Names of the witness and of nothing else: a member of the synchronous set. */
    private static final String WITNESS = "witness";

    private static final Set<String> DATABASES =
            Set.of("all", "sameuser", "samerole", "samegroup", "replication", "postgres", "template0", "template1");
    private static final Set<String> ROLES = Set.of("all", "postgres", "public", "none", "replication", "replicator");
    /** The Services of the record. */
    private static final Set<String> SERVICES = Set.of(PostgresSpec.SERVICE, PostgresSpec.WRITER_SERVICE);

    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        PostgresSpec postgres = spec.postgres();
        if (postgres == null) {
            return;
        }
        names(postgres, problems);
        services(spec, problems);
        if (!postgres.onSite()) {
            inCloudSql(postgres, problems);
            return;
        }
        if (postgres.hosts().isEmpty()) {
            problems.error(
                    PATH + ".hosts",
                    "is empty; no host keeps the record",
                    "name the hosts with role Primary and Secondary, or set location: CloudSql");
        }
        hosts(spec, postgres, problems);
        witness(spec, postgres, problems);
    }

    private static void names(PostgresSpec postgres, Problems problems) {
        if (DATABASES.contains(postgres.database())) {
            reserved(PATH + ".database", postgres.database(), "the database", problems);
        }
        if (ROLES.contains(postgres.owner()) || postgres.owner().startsWith("pg_")) {
            reserved(PATH + ".owner", postgres.owner(), "the role", problems);
        }
    }

    private static void reserved(String path, String name, String what, Problems problems) {
        problems.error(path, name + " has another meaning in PostgreSQL", "give " + what + " another name");
    }

    private static void services(PlatformSpec spec, Problems problems) {
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            if (service.name() != null && SERVICES.contains(service.name())) {
                problems.error(
                        SpecLookup.servicePath(i) + ".name",
                        "the Service " + service.name() + " is the record's, because spec.data.postgres is set",
                        "rename the service, or remove it");
            }
        }
    }

    private static void inCloudSql(PostgresSpec postgres, Problems problems) {
        if (!postgres.hosts().isEmpty() || postgres.witness() != null) {
            problems.error(
                    PATH + ".location",
                    "with CloudSql no host keeps the record",
                    "remove hosts and witness, or set location: OnSite");
        }
        if (postgres.cloudEndpoint() == null) {
            problems.error(
                    PATH + ".cloudEndpoint",
                    "is missing: location is CloudSql",
                    "add the address of the Cloud SQL instance");
        }
    }

    private static void hosts(PlatformSpec spec, PostgresSpec postgres, Problems problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < postgres.hosts().size(); i++) {
            String name = postgres.hosts().get(i);
            String path = PATH + ".hosts[" + i + "]";
            if (!seen.add(name)) {
                problems.error(path, "\"" + name + "\" is used twice", "remove one");
            } else {
                host(path, name, spec, problems);
            }
        }
    }

    private static void host(String path, String name, PlatformSpec spec, Problems problems) {
        Optional<HostSpec> host =
                spec.hosts().stream().filter(one -> name.equals(one.name())).findFirst();
        List<String> eligible = spec.hosts().stream()
                .filter(RecordCopies::eligible)
                .map(HostSpec::name)
                .toList();
        if (host.isEmpty()) {
            problems.error(
                    path,
                    "there is no host \"" + name + "\" in spec.hosts",
                    "correct the name (" + SpecLookup.oneOf(eligible) + "), or add the host");
        } else if (!eligible(host.get())) {
            problems.error(
                    path,
                    "host " + name + " has role " + host.get().role(),
                    "name hosts with role Primary or Secondary: " + SpecLookup.oneOf(eligible));
        } else if (host.get().address() == null && spec.edge() == null) { // else another rule says so
            problems.error(path, "host " + name + " has no address", "add address to the host");
        } else if (name.equals(WITNESS)) {
            problems.error(path, "witness is the name of the witness", "give the host another name");
        }
    }

    private static boolean eligible(HostSpec host) {
        return host.role() == HostSpec.Role.Primary || host.role() == HostSpec.Role.Secondary;
    }

    private static void witness(PlatformSpec spec, PostgresSpec postgres, Problems problems) {
        String witness = postgres.witness();
        if (witness == null) {
            if (postgres.hosts().size() > 1) {
                problems.warning(
                        PATH + ".witness",
                        "is missing; a write that only the failed host has blocks a failover",
                        "name an edge node");
            }
            return;
        }
        List<EdgeSpec.EdgeNode> nodes = nodes(spec.edge());
        Optional<EdgeSpec.EdgeNode> node =
                nodes.stream().filter(one -> witness.equals(one.name())).findFirst();
        if (node.isEmpty()) {
            problems.error(
                    PATH + ".witness",
                    "there is no edge node \"" + witness + "\" in spec.edge.nodes",
                    "correct the name ("
                            + SpecLookup.oneOf(
                                    nodes.stream().map(EdgeSpec.EdgeNode::name).toList()) + "), or add the node");
        }
    }

    private static List<EdgeSpec.EdgeNode> nodes(@Nullable EdgeSpec edge) {
        return edge == null ? List.of() : edge.nodes();
    }
}
