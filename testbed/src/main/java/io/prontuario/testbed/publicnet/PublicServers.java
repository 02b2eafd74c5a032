package io.prontuario.testbed.publicnet;

import io.prontuario.testbed.exec.UncheckedFiles;
import io.prontuario.testbed.pki.Pki;
import io.prontuario.testbed.plan.Cluster;
import io.prontuario.testbed.plan.Host;
import io.prontuario.testbed.plan.Plan;
import io.prontuario.testbed.plan.PublicPlan;
import io.prontuario.testbed.plan.StateFolder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Servers of the public side, which no fault reaches: Debian's BIND for the public name, HAProxy as the cloud's
 * balancer.
 */
public final class PublicServers {
    private final StateFolder state;
    private final Pki pki;

    public PublicServers(StateFolder state, Pki pki) {
        this.state = state;
        this.pki = pki;
    }

    /** Writes their configuration, and answers the command of each by its name. */
    public Map<String, List<String>> commands() {
        Path folder = folder();
        UncheckedFiles.folders(folder);
        UncheckedFiles.write(folder.resolve("zone.db"), zone());
        UncheckedFiles.writeSecret(folder.resolve("named.conf"), named(folder, key(pki)));
        UncheckedFiles.write(folder.resolve("balancer.cfg"), balancer(pki.site("frontdoor.pem")));
        Map<String, List<String>> commands = new LinkedHashMap<>();
        commands.put(
                "public-names",
                List.of(
                        "/usr/sbin/named",
                        "-g",
                        "-n",
                        "1",
                        "-c",
                        folder.resolve("named.conf").toString()));
        commands.put(
                "public-balancer",
                List.of(
                        "/usr/sbin/haproxy",
                        "-db",
                        "-f",
                        folder.resolve("balancer.cfg").toString()));
        return commands;
    }

    private Path folder() {
        return state.root().resolve("scripts/public");
    }

    /** The key that may change the public name: base64. */
    public static String key(Pki pki) {
        return UncheckedFiles.read(pki.site("name-key")).strip();
    }

    static String zone() {
        return """
                $TTL 5
                @ IN SOA ns.%1$s. root.%1$s. 1 60 10 3600 5
                @ IN NS ns.%1$s.
                ns IN A %2$s
                """
                .formatted(PublicPlan.ZONE, PublicPlan.NAME_SERVER);
    }

    static String named(Path folder, String key) {
        return """
                options { directory "%1$s"; pid-file none; session-keyfile "%1$s/session.key"; lock-file none;
                  listen-on port 53 { %2$s; }; listen-on-v6 { none; };
                  recursion no; dnssec-validation no; };
                controls { };
                key "%3$s" { algorithm hmac-sha256; secret "%4$s"; };
                zone "%5$s" { type primary; file "zone.db"; update-policy { grant %3$s name %6$s. A; }; };
                """
                .formatted(folder, PublicPlan.NAME_SERVER, PublicPlan.KEY, key, PublicPlan.ZONE, PublicPlan.NAME);
    }

    static String balancer(Path certificate) {
        Host cloud = Plan.hosts(Cluster.CLOUD).get(0);
        return """
                defaults
                  mode http
                  timeout connect 1s
                  timeout client 30s
                  timeout server 30s
                frontend https
                  bind %1$s:%2$d ssl crt %3$s alpn http/1.1
                  default_backend api
                backend api
                  server cloud %4$s:%5$d
                """
                .formatted(PublicPlan.CLOUD, PublicPlan.HTTPS, certificate, cloud.address(), PublicPlan.API_NODE_PORT);
    }
}
