package io.prontuario.testbed.peer;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Renders a member's configuration: quorum commit, strict, checksums, rewind, and Patroni's own defaults otherwise. Pure. */
record PatroniConfig(PatroniSettings settings, String password) {
    static final String SCOPE = "record";
    static final int REST_PORT = 8008;
    static final int POSTGRES_PORT = 5432;
    private static final String PROGRAMS = "/usr/lib/postgresql/15/bin";

    String render(Box box, List<Box> members, Path folder) {
        return """
                scope: %1$s
                name: %2$s
                restapi: {listen: "%3$s:%4$d", connect_address: "%3$s:%4$d"}
                etcd3: {hosts: [%5$s]}
                bootstrap:
                  dcs:
                    ttl: %6$d
                    loop_wait: %7$d
                    retry_timeout: %8$d
                    synchronous_mode: quorum
                    synchronous_mode_strict: true
                    postgresql: {use_pg_rewind: true, use_slots: true}
                  initdb: [{encoding: UTF8}, {locale: C.UTF-8}, data-checksums]
                postgresql:
                  listen: "%3$s:%9$d"
                  connect_address: "%3$s:%9$d"
                  bin_dir: %10$s
                  data_dir: %11$s/data
                  pgpass: %11$s/pgpass
                  authentication:
                    superuser: {username: postgres, password: "%12$s"}
                    replication: {username: replicator, password: "%12$s"}
                    rewind: {username: rewind, password: "%12$s"}
                  parameters: {unix_socket_directories: %11$s, dynamic_shared_memory_type: mmap}
                  pg_hba:
                    - local all all trust
                    - host replication replicator samenet scram-sha-256
                    - host all all samenet scram-sha-256
                tags: {nofailover: %13$s}
                """
                .formatted(
                        SCOPE,
                        box.name(),
                        box.address(),
                        REST_PORT,
                        members.stream()
                                .map(member -> "\"" + member.address() + ":" + EtcdMember.CLIENT_PORT + "\"")
                                .collect(Collectors.joining(", ")),
                        settings.ttl(),
                        settings.loopWait(),
                        settings.retryTimeout(),
                        POSTGRES_PORT,
                        PROGRAMS,
                        folder,
                        password,
                        mayLead(box) ? "false" : "true");
    }

    boolean mayLead(Box box) {
        return settings.thirdMayLead() || !box.equals(PatroniCluster.THIRD);
    }
}
