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

/** The front door: HAProxy on the edge nodes and on the hosts behind one VRRP address. */
@ValidationRule(
        value = "!has(self.frontends) || self.frontends.all(f, self.frontends.exists_one(g, g.port == f.port))",
        fieldPath = ".frontends",
        message = "two frontends listen to the same port: give each its own port")
public record EdgeSpec(
        @JsonPropertyDescription("Boxes that run the front door and serve no workload.") @Size(max = 8)
                List<EdgeNode> nodes,
        @JsonPropertyDescription("The VRRP address that clients on site use.")
                @Pattern(Patterns.ADDRESS)
                @Size(max = Patterns.ADDRESS_LENGTH)
                @Nullable
                String virtualAddress,
        @JsonPropertyDescription("What the front door listens to.") @Size(max = 8) List<Frontend> frontends,
        @JsonPropertyDescription("The route checks; faster than spec.health, because they only move routes.")
                @Default("{}")
                RouteChecks checks) {
    public EdgeSpec {
        nodes = Lists.orEmpty(nodes);
        frontends = Lists.orEmpty(frontends);
        checks = checks == null ? RouteChecks.defaults() : checks;
    }

    /** A box of the front door. */
    public record EdgeNode(
            @JsonPropertyDescription("The box's name.")
                    @Required
                    @Pattern(Patterns.NAME)
                    @Size(max = Patterns.NAME_LENGTH)
                    String name,
            @JsonPropertyDescription("The Kubernetes node that runs on it; the name when absent.")
                    @Pattern(Patterns.OBJECT_NAME)
                    @Size(max = Patterns.OBJECT_NAME_LENGTH)
                    @Nullable
                    String node,
            @JsonPropertyDescription("The address of its agent.")
                    @Pattern(Patterns.ADDRESS)
                    @Size(max = Patterns.ADDRESS_LENGTH)
                    @Nullable
                    String address,
            @JsonPropertyDescription("The edge agent's TLS port.") @Default("9443") @Min(1) @Max(65535) @Nullable
                    Integer agentPort) {
        public EdgeNode {
            node = node == null ? name : node;
            agentPort = agentPort == null ? 9443 : agentPort;
        }
    }

    /** A port of the front door. */
    public record Frontend(
            @JsonPropertyDescription("The frontend's name in HAProxy.")
                    @Required
                    @Pattern(Patterns.NAME)
                    @Size(max = Patterns.NAME_LENGTH)
                    String name,
            @JsonPropertyDescription("The port clients connect to.") @Required @Min(1) @Max(65535) Integer port,
            @JsonPropertyDescription("A kubernetes.io/tls Secret in the platform's namespace; plain HTTP when absent.")
                    @Pattern(Patterns.OBJECT_NAME)
                    @Size(max = Patterns.OBJECT_NAME_LENGTH)
                    @Nullable
                    String tlsSecretRef,
            @JsonPropertyDescription("Which service answers which path; the longest prefix wins.") @Size(max = 32)
                    List<Route> routes) {
        public Frontend {
            routes = Lists.orEmpty(routes);
        }
    }

    /** Requests under a path prefix go to a service under the timeouts and retry rules of a traffic class. */
    public record Route(
            @JsonPropertyDescription("A path prefix.") @Required @Pattern(Patterns.PATH) @Size(max = 200) String path,
            @JsonPropertyDescription("The name of a service that has a nodePort.")
                    @Required
                    @Size(max = Patterns.NAME_LENGTH)
                    String service,
            @JsonPropertyDescription(
                            "Read: short, idempotent, retried on another site. Chat: long answers, retried only"
                                    + " before the first byte and when keyed. Stream: server-sent events and WebSockets, never retried"
                                    + " once connected, cut when the server dies.")
                    @Required
                    TrafficClass trafficClass) {}

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
    @ValidationRule(
            value = "duration(self.timeout) < duration(self.interval)",
            fieldPath = ".timeout",
            message = "timeout must be shorter than interval, or checks pile up: lower timeout or raise interval")
    @ValidationRule(
            value = "duration(self.fastInterval) <= duration(self.interval)",
            fieldPath = ".fastInterval",
            message = "fastInterval is for a server in doubt: it must not be longer than interval")
    public record RouteChecks(
            @JsonPropertyDescription("HAProxy inter: time between two checks of a server.")
                    @Default("1s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String interval,
            @JsonPropertyDescription("HAProxy fastinter: the same while a server is in doubt.")
                    @Default("200ms")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String fastInterval,
            @JsonPropertyDescription("HAProxy timeout check: how long one check may take.")
                    @Default("500ms")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String timeout,
            @JsonPropertyDescription("Failed checks in a row before a server gets no requests.")
                    @Default("3")
                    @Min(1)
                    @Max(100)
                    Integer fall,
            @JsonPropertyDescription("Passed checks in a row before it gets requests again.")
                    @Default("2")
                    @Min(1)
                    @Max(100)
                    Integer rise,
            @JsonPropertyDescription("HAProxy timeout connect: how long a connection to a server may take to open.")
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
