package io.prontuario.crds.v1alpha1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The front door: HAProxy on the edge nodes and on the hosts behind one VRRP address.
 *
 * @param nodes boxes that run the front door and serve no workload
 * @param virtualAddress the VRRP address that clients on site use
 * @param frontends what the front door listens to
 * @param checks the route checks; faster than the role checks in {@link HealthSpec}, because they only move routes
 */
public record EdgeSpec(
        List<EdgeNode> nodes, @Nullable String virtualAddress, List<Frontend> frontends, RouteChecks checks) {
    public EdgeSpec {
        nodes = Lists.orEmpty(nodes);
        frontends = Lists.orEmpty(frontends);
        checks = checks == null ? RouteChecks.defaults() : checks;
    }

    /** A box of the front door: name, the address of its agent, the agent's TLS port. */
    public record EdgeNode(String name, @Nullable String node, @Nullable String address, @Nullable Integer agentPort) {
        public EdgeNode {
            node = node == null ? name : node;
            agentPort = agentPort == null ? 9443 : agentPort;
        }
    }

    /**
     * @param name the frontend's name in HAProxy
     * @param port the port clients connect to
     * @param tlsSecretRef a kubernetes.io/tls Secret in the platform's namespace; plain HTTP when absent
     * @param routes longest path prefix first wins
     */
    public record Frontend(String name, Integer port, @Nullable String tlsSecretRef, List<Route> routes) {
        public Frontend {
            routes = Lists.orEmpty(routes);
        }
    }

    /** Requests under a path prefix go to a service under the timeouts and retry rules of a traffic class. */
    public record Route(String path, String service, TrafficClass trafficClass) {}

    /**
     * Read: short, idempotent, retried on another site. Chat: long answers, retried only before the first byte and when
     * keyed. Stream: server-sent events and WebSockets, never retried once connected, cut when the server dies.
     */
    public enum TrafficClass {
        Read,
        Chat,
        Stream
    }

    /** HAProxy's {@code inter}, {@code fastinter}, {@code timeout check}, {@code fall} and {@code rise}, as durations and counts. */
    public record RouteChecks(
            String interval, String fastInterval, String timeout, Integer fall, Integer rise, String connectTimeout) {
        public RouteChecks {
            RouteChecks d = interval == null
                            || fastInterval == null
                            || timeout == null
                            || fall == null
                            || rise == null
                            || connectTimeout == null
                    ? defaults()
                    : null;
            if (d != null) {
                interval = interval == null ? d.interval : interval;
                fastInterval = fastInterval == null ? d.fastInterval : fastInterval;
                timeout = timeout == null ? d.timeout : timeout;
                fall = fall == null ? d.fall : fall;
                rise = rise == null ? d.rise : rise;
                connectTimeout = connectTimeout == null ? d.connectTimeout : connectTimeout;
            }
        }

        public static RouteChecks defaults() {
            return new RouteChecks("1s", "200ms", "500ms", 3, 2, "250ms");
        }
    }
}
