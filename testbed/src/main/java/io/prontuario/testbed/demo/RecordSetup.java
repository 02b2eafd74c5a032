package io.prontuario.testbed.demo;

import io.prontuario.cli.action.Cluster;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.testbed.load.User;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Fills an empty record once, through its writer: the demonstration's patients, and the hospital's users. */
final class RecordSetup {
    private static final Duration LIMIT = Duration.ofMinutes(4);

    private final PlatformSpec spec;

    RecordSetup(PlatformSpec spec) {
        this.spec = spec;
    }

    /** On site; both reach the cloud by the projection. */
    void fill(Cluster onsite, List<User> users) throws InterruptedException {
        ApiJob job = new ApiJob(onsite, api());
        job.run("seed", environment(), Map.of(), LIMIT);
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("USERS_FILE", "/input/users.csv");
        job.run("add-users", environment, Map.of("users.csv", csv(users)), LIMIT);
    }

    private static String csv(List<User> users) {
        return users.stream()
                .map(user -> user.name() + "," + user.role() + "," + user.password())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private Map<String, String> environment() {
        PostgresSpec postgres = Objects.requireNonNull(spec.postgres(), "spec.data.postgres");
        String url = "jdbc:postgresql://records-writer:" + postgres.writerPort() + "/" + postgres.database()
                + "?sslmode=require";
        return Map.of("RECORDS_URL", url, "RECORDS_WRITER_URL", url, "RECORDS_USER", postgres.owner());
    }

    private ServiceSpec api() {
        return spec.services().stream()
                .filter(service -> service.kind() == ServiceSpec.Kind.Api)
                .findFirst()
                .orElseThrow();
    }
}
