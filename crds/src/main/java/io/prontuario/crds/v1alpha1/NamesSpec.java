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

/** The DNS records of {@code cloud.dnsName} in two views: the cloud operator changes the public one, the on-site operator the on-site one. */
public record NamesSpec(
        @JsonPropertyDescription("The records for clients outside the hospital. The cloud operator sets them to"
                        + " siteAddresses while a host serves, and to cloudAddresses while the cloud has taken"
                        + " over.")
                @Nullable
                PublicView publicView,
        @JsonPropertyDescription("The record for clients on site, always edge.virtualAddress. The on-site operator sets"
                        + " it on a name server with a key that the cloud does not have.")
                @Nullable
                OnsiteView onsiteView) {

    /** The records for clients outside the hospital. */
    @ValidationRule(
            value = "has(self.cloudDns) != has(self.rfc2136)",
            message = "exactly one DNS provider is required: add one of cloudDns and rfc2136, not both")
    public record PublicView(
            @JsonPropertyDescription("The public IPv4 addresses of the front door.") @Required @Size(min = 1, max = 8)
                    List<@Pattern(Patterns.IPV4) @Size(max = 15) String> siteAddresses,
            @JsonPropertyDescription("The public IPv4 addresses of the cloud.") @Required @Size(min = 1, max = 8)
                    List<@Pattern(Patterns.IPV4) @Size(max = 15) String> cloudAddresses,
            @JsonPropertyDescription("A port of siteAddresses that accepts connections from outside. The cloud operator"
                            + " connects to it to check that the hospital is reachable.")
                    @Default("443")
                    @Min(1)
                    @Max(65535)
                    Integer port,
            @JsonPropertyDescription(
                            "The TTL of the records. Clients can use an old record for this time after a failover.")
                    @Default("20s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String ttl,
            @JsonPropertyDescription("The records are in Cloud DNS, in zone cloud.zone of project cloud.project.")
                    @Nullable
                    CloudDns cloudDns,
            @JsonPropertyDescription("The records are on a name server that supports dynamic updates (RFC 2136).")
                    @Nullable
                    Rfc2136 rfc2136,
            @JsonPropertyDescription(
                            "The authoritative servers to query, as ADDRESS or ADDRESS:PORT. A change is complete"
                                    + " when all of them return it. If absent, the name servers of the zone.")
                    @Size(max = 16)
                    List<@Pattern(Patterns.SERVER) @Size(max = 260) String> nameServers) {
        public PublicView {
            siteAddresses = Lists.orEmpty(siteAddresses);
            cloudAddresses = Lists.orEmpty(cloudAddresses);
            port = port == null ? 443 : port;
            ttl = ttl == null ? "20s" : ttl;
            nameServers = Lists.orEmpty(nameServers);
        }
    }

    /** The record for clients on site. */
    public record OnsiteView(
            @JsonPropertyDescription("The TTL of the record.")
                    @Default("60s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String ttl,
            @JsonPropertyDescription("The name server on site.") @Required Rfc2136 rfc2136,
            @JsonPropertyDescription(
                            "The authoritative servers on site to query, as ADDRESS or ADDRESS:PORT. If absent, the"
                                    + " name servers of the zone.")
                    @Size(max = 16)
                    List<@Pattern(Patterns.SERVER) @Size(max = 260) String> nameServers) {
        public OnsiteView {
            ttl = ttl == null ? "60s" : ttl;
            nameServers = Lists.orEmpty(nameServers);
        }
    }

    /** Google Cloud DNS. */
    public record CloudDns(
            @JsonPropertyDescription("The name of a Secret in the platform's namespace. Its key credentials.json is a"
                            + " service account key or a Workload Identity Federation configuration. If absent, the"
                            + " default credentials of the operator's pod are used.")
                    @Pattern(Patterns.OBJECT_NAME)
                    @Size(max = Patterns.OBJECT_NAME_LENGTH)
                    @Nullable
                    String credentialsSecretRef,
            @JsonPropertyDescription(
                            "The root URL of the API with its final slash, for Private Service Connect. If absent,"
                                    + " the public endpoint.")
                    @Pattern(Patterns.ROOT_URL)
                    @Size(max = Patterns.LONG_TEXT)
                    @Nullable
                    String endpoint) {}

    /** A primary name server with dynamic updates (RFC 2136), signed with a shared key (TSIG). */
    public record Rfc2136(
            @JsonPropertyDescription("The primary server of the zone: an IP address or a DNS name.")
                    @Required
                    @Pattern(Patterns.ADDRESS)
                    @Size(max = Patterns.ADDRESS_LENGTH)
                    String server,
            @JsonPropertyDescription("The port of the server. Updates use TCP.") @Default("53") @Min(1) @Max(65535)
                    Integer port,
            @JsonPropertyDescription("The zone without the final dot: cloud.dnsName or one of its parent domains.")
                    @Required
                    @Pattern(Patterns.DNS_NAME)
                    @Size(max = 253)
                    String zone,
            @JsonPropertyDescription("The name of the TSIG key on the server.")
                    @Required
                    @Pattern(Patterns.KEY_NAME)
                    @Size(max = 253)
                    String keyName,
            @JsonPropertyDescription("The algorithm of the TSIG key.") @Default("HmacSha256") Algorithm algorithm,
            @JsonPropertyDescription(
                            "The name of a Secret in the platform's namespace. Its key secret is the TSIG secret in"
                                    + " base64, as tsig-keygen prints it.")
                    @Required
                    @Pattern(Patterns.OBJECT_NAME)
                    @Size(max = Patterns.OBJECT_NAME_LENGTH)
                    String keySecretRef) {
        public Rfc2136 {
            port = port == null ? 53 : port;
            algorithm = algorithm == null ? Algorithm.HmacSha256 : algorithm;
        }
    }

    /** TSIG algorithms (RFC 8945) that are not deprecated. */
    public enum Algorithm {
        HmacSha256,
        HmacSha384,
        HmacSha512
    }
}
