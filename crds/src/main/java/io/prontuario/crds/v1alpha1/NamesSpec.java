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

/** Where {@code cloud.dnsName} points to, in two views: the public one is the cloud's to flip, the on-site one the site's. */
public record NamesSpec(
        @JsonPropertyDescription("What clients outside are told. Kept by the operator in the cloud: the site's address"
                        + " while a host serves, the cloud's while it has taken over.")
                @Nullable
                PublicView publicView,
        @JsonPropertyDescription(
                        "What clients on site are told: always edge.virtualAddress. Kept by the operator on"
                                + " site, on a name server and with a key of the site's own, so that the cloud cannot write it.")
                @Nullable
                OnsiteView onsiteView) {

    /** The records that clients outside are given. */
    @ValidationRule(
            value = "has(self.cloudDns) != has(self.rfc2136)",
            message = "say where the records are kept: add one of cloudDns and rfc2136, and not both")
    public record PublicView(
            @JsonPropertyDescription("Where clients outside reach the front door.") @Required @Size(min = 1, max = 8)
                    List<@Pattern(Patterns.IPV4) @Size(max = 15) String> siteAddresses,
            @JsonPropertyDescription("Where they reach the cloud.") @Required @Size(min = 1, max = 8)
                    List<@Pattern(Patterns.IPV4) @Size(max = 15) String> cloudAddresses,
            @JsonPropertyDescription("A port of the site that accepts connections while it can be reached from outside;"
                            + " the cloud looks at it from there.")
                    @Default("443")
                    @Min(1)
                    @Max(65535)
                    Integer port,
            @JsonPropertyDescription("How long clients may keep an answer: a part of every outage they see.")
                    @Default("20s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String ttl,
            @JsonPropertyDescription("Kept in zone cloud.zone of project cloud.project.") @Nullable CloudDns cloudDns,
            @JsonPropertyDescription("Kept on a name server that takes dynamic updates.") @Nullable Rfc2136 rfc2136,
            @JsonPropertyDescription(
                            "Every server that answers for the zone, as ADDRESS or ADDRESS:PORT; a name is said"
                                    + " to be flipped when all of them say so. Absent: the zone's own.")
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

    /** The records that clients on site are given. */
    public record OnsiteView(
            @JsonPropertyDescription("How long clients may keep an answer.")
                    @Default("60s")
                    @Pattern(Patterns.DURATION)
                    @Size(min = 2, max = Patterns.DURATION_LENGTH)
                    String ttl,
            @JsonPropertyDescription("The site's own name server.") @Required Rfc2136 rfc2136,
            @JsonPropertyDescription("Every server that answers for the zone on site, as ADDRESS or ADDRESS:PORT."
                            + " Absent: the zone's own.")
                    @Size(max = 16)
                    List<@Pattern(Patterns.SERVER) @Size(max = 260) String> nameServers) {
        public OnsiteView {
            ttl = ttl == null ? "60s" : ttl;
            nameServers = Lists.orEmpty(nameServers);
        }
    }

    /** Google Cloud DNS. */
    public record CloudDns(
            @JsonPropertyDescription("A Secret in the platform's namespace, key credentials.json: a service account's"
                            + " key or a workload identity configuration. Absent: what the machine offers.")
                    @Pattern(Patterns.OBJECT_NAME)
                    @Size(max = Patterns.OBJECT_NAME_LENGTH)
                    @Nullable
                    String credentialsSecretRef,
            @JsonPropertyDescription("Root URL of the API, with its last slash, for Private Service Connect; the public"
                            + " one when absent.")
                    @Pattern(Patterns.ROOT_URL)
                    @Size(max = Patterns.LONG_TEXT)
                    @Nullable
                    String endpoint) {}

    /** A primary name server that takes dynamic updates (RFC 2136) signed with a shared key (TSIG). */
    public record Rfc2136(
            @JsonPropertyDescription("The zone's primary server.")
                    @Required
                    @Pattern(Patterns.ADDRESS)
                    @Size(max = Patterns.ADDRESS_LENGTH)
                    String server,
            @JsonPropertyDescription("Its port; updates go over TCP.") @Default("53") @Min(1) @Max(65535) Integer port,
            @JsonPropertyDescription("The zone, without the last dot: cloud.dnsName or a part of its end.")
                    @Required
                    @Pattern(Patterns.DNS_NAME)
                    @Size(max = 253)
                    String zone,
            @JsonPropertyDescription("The key's name on the server.")
                    @Required
                    @Pattern(Patterns.KEY_NAME)
                    @Size(max = 253)
                    String keyName,
            @JsonPropertyDescription("What the key signs with.") @Default("HmacSha256") Algorithm algorithm,
            @JsonPropertyDescription(
                            "A Secret in the platform's namespace, key secret: base64, as tsig-keygen prints" + " it.")
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
