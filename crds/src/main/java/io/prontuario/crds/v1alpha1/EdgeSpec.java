package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The front door: HAProxy on the edge nodes and hosts, with one VRRP address. */
@ValidationRule(
        value = "!has(self.frontends) || self.frontends.all(f, self.frontends.exists_one(g, g.port == f.port))",
        fieldPath = ".frontends",
        message = "two frontends have the same port: give each its own port")
public record EdgeSpec(
        @JsonPropertyDescription("Edge nodes, which run the front door and no services.") @Size(max = 8)
                List<EdgeNode> nodes,
        @JsonPropertyDescription("The VRRP address that clients on site use. The operator does not configure VRRP.")
                @Pattern(Patterns.ADDRESS)
                @Size(max = Patterns.ADDRESS_LENGTH)
                @Nullable
                String virtualAddress,
        @JsonPropertyDescription("The ports on which the front door accepts connections.") @Size(max = 8)
                List<Frontend> frontends,
        @JsonPropertyDescription("Health checks of the front door. They only change routes and can be faster than those"
                        + " in spec.health.")
                @Default("{}")
                RouteChecks checks) {
    public EdgeSpec {
        nodes = Lists.orEmpty(nodes);
        frontends = Lists.orEmpty(frontends);
        checks = checks == null ? RouteChecks.defaults() : checks;
    }

    /** An edge node. */
    public record EdgeNode(
            @JsonPropertyDescription("The name of the edge node.")
                    @Required
                    @Pattern(Patterns.NAME)
                    @Size(max = Patterns.NAME_LENGTH)
                    String name,
            @JsonPropertyDescription(
                            "The name of its Kubernetes node. If absent, it is the same as name. Not used yet.")
                    @Pattern(Patterns.OBJECT_NAME)
                    @Size(max = Patterns.OBJECT_NAME_LENGTH)
                    @Nullable
                    String node,
            @JsonPropertyDescription("The address of its host agent: an IP address or a DNS name.")
                    @Pattern(Patterns.ADDRESS)
                    @Size(max = Patterns.ADDRESS_LENGTH)
                    @Nullable
                    String address,
            @JsonPropertyDescription("The TLS port of the host agent.") @Default("9443") @Min(1) @Max(65535) @Nullable
                    Integer agentPort) {
        public EdgeNode {
            node = node == null ? name : node;
            agentPort = agentPort == null ? 9443 : agentPort;
        }
    }

    /** A port of the front door. */
    public record Frontend(
            @JsonPropertyDescription("The name of the frontend in HAProxy.")
                    @Required
                    @Pattern(Patterns.NAME)
                    @Size(max = Patterns.NAME_LENGTH)
                    String name,
            @JsonPropertyDescription("The port that clients connect to.") @Required @Min(1) @Max(65535) Integer port,
            @JsonPropertyDescription(
                            "The name of a Secret of type kubernetes.io/tls in the platform's namespace. If absent,"
                                    + " the frontend uses HTTP without TLS.")
                    @Pattern(Patterns.OBJECT_NAME)
                    @Size(max = Patterns.OBJECT_NAME_LENGTH)
                    @Nullable
                    String tlsSecretRef,
            @JsonPropertyDescription("The routes from path prefixes to services. The longest matching prefix is used.")
                    @Size(max = 32)
                    List<Route> routes) {
        public Frontend {
            routes = Lists.orEmpty(routes);
        }
    }

    /** A route from a path prefix to a service, with the timeouts and retries of a traffic class. */
    public record Route(
            @JsonPropertyDescription("The path prefix. Example: /v1/patients.")
                    @Required
                    @Pattern(Patterns.PATH)
                    @Size(max = 200)
                    String path,
            @JsonPropertyDescription("The name of a service that has a nodePort.")
                    @Required
                    @Size(max = Patterns.NAME_LENGTH)
                    String service,
            @JsonPropertyDescription(
                            "The timeouts and retries of the route. Read: short and idempotent; retried on another"
                                    + " site. Chat: long answers; retried only before the first byte and with an idempotency"
                                    + " key. Stream: long-lived responses such as server-sent events; not retried after the"
                                    + " connection, closed when the server fails.")
                    @Required
                    TrafficClass trafficClass) {}

    /** See the description of {@link Route#trafficClass}. */
    public enum TrafficClass {
        Read,
        Chat,
        Stream
    }

    /** HAProxy's {@code inter}, {@code fastinter}, {@code timeout check}, {@code fall} and {@code rise}. */
    @ValidationRule(
            value = "duration(self.timeout) < duration(self.interval)",
            fieldPath = ".timeout",
            message =
                    "timeout must be shorter than interval, otherwise checks overlap: lower timeout or raise interval")
    @ValidationRule(
            value = "duration(self.fastInterval) <= duration(self.interval)",
            fieldPath = ".fastInterval",
            message = "fastInterval must not be longer than interval: lower fastInterval or raise interval")
    public record RouteChecks(
            @JsonPropertyDescription("The interval between two checks of a server (HAProxy inter).")
                    @Default("1s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String interval,
            @JsonPropertyDescription("The interval while a server is changing state (HAProxy fastinter).")
                    @Default("200ms")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String fastInterval,
            @JsonPropertyDescription(
                            "The time limit of one check (HAProxy timeout check). Must be shorter than interval.")
                    @Default("500ms")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String timeout,
            @JsonPropertyDescription("The number of consecutive failed checks after which a server gets no requests.")
                    @Default("3")
                    @Min(1)
                    @Max(100)
                    Integer fall,
            @JsonPropertyDescription(
                            "The number of consecutive successful checks after which a server gets requests again.")
                    @Default("2")
                    @Min(1)
                    @Max(100)
                    Integer rise,
            @JsonPropertyDescription("The time limit for connecting to a server (HAProxy timeout connect).")
                    @Default("250ms")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String connectTimeout) {
        public RouteChecks {
            interval = interval == null ? "1s" : interval;
            fastInterval = fastInterval == null ? "200ms" : fastInterval;
            timeout = timeout == null ? "500ms" : timeout;
            fall = fall == null ? 3 : fall;
            rise = rise == null ? 2 : rise;
            connectTimeout = connectTimeout == null ? "250ms" : connectTimeout;
        }

        public static RouteChecks defaults() {
            return new RouteChecks("1s", "200ms", "500ms", 3, 2, "250ms");
        }
    }
}
