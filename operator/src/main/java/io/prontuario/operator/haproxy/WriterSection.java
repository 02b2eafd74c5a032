package io.prontuario.operator.haproxy;

import io.prontuario.host.protocol.HaproxyNames;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The write route: connections to the record's database, always to the instance that the agent's map names, else refused. Its map is
 * changed by the agent alone, so that it moves without a reload and without the Kubernetes API.
 *
 * <p>Servers have no checks. Only one of them may be used, so a check could not find another one, and would only delay the first
 * connections to a new writer. They have no weight, so that balancing never chooses one that the map does not name.
 */
final class WriterSection {
    private static final String CHOSEN = "var(sess.writer)";

    /** No name of a user or database, and no client's address, as for requests. */
    private static final String LOG_FORMAT = "'{\"time\":\"%[date,utime(%Y-%m-%dT%H:%M:%SZ)]\",\"frontend\":\"%f\","
            + "\"route\":\"%b\",\"site\":\"%s\",\"termination\":\"%ts\",\"connectMillis\":%Tc,"
            + "\"totalMillis\":%Tt,\"bytes\":%B}'";

    private WriterSection() {}

    /**
     * @param port on which every box listens
     * @param databases the instances, by site
     * @param connectTimeout in HAProxy's syntax
     */
    static void write(ConfigText text, int port, List<Traffic.Server> databases, String connectTimeout) {
        writeDefaults(text, connectTimeout);
        String names = databases.stream().map(Traffic.Server::site).collect(Collectors.joining(" "));
        text.section("frontend", HaproxyNames.WRITER)
                .line("bind " + ProxyNames.listen(port) + " tcp-ut 5s")
                .line("maxconn 1000")
                // Looked up once, so that the refusal and the choice of a server cannot see different writers.
                .line("tcp-request connection set-var(sess.writer) str(" + HaproxyNames.WRITER + "),map("
                        + HaproxyNames.WRITER_MAP + ")")
                .line("tcp-request connection reject unless { " + CHOSEN + " -m str " + names + " }")
                .line("default_backend " + HaproxyNames.WRITER_BACKEND);
        text.section("backend", HaproxyNames.WRITER_BACKEND).line("default-server weight 0 tcp-ut 5s");
        for (Traffic.Server database : databases) {
            text.line("use-server " + database.site() + " if { " + CHOSEN + " -m str " + database.site() + " }");
        }
        for (Traffic.Server database : databases) {
            text.line("server " + database.site() + " " + database.endpoint());
        }
    }

    /** Of their own: HTTP's defaults would be wrong here. Idle connections of a pool may live for a day; a dead peer is noticed in 5 s. */
    private static void writeDefaults(ConfigText text, String connectTimeout) {
        text.section("defaults", HaproxyNames.WRITER)
                .line("mode tcp")
                .line("log global")
                .line("option dontlog-normal")
                .line("log-format " + LOG_FORMAT)
                .line("retries 0")
                .line("timeout connect " + connectTimeout)
                .line("timeout queue 1s")
                .line("timeout client 24h")
                .line("timeout server 24h")
                .line("timeout client-fin 5s")
                .line("timeout server-fin 5s");
        for (String side : List.of("clitcpka", "srvtcpka")) {
            text.line("option " + side)
                    .line(side + "-idle 1s")
                    .line(side + "-intvl 1s")
                    .line(side + "-cnt 3");
        }
    }
}
