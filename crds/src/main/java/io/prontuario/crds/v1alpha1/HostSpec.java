package io.prontuario.crds.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One on-site machine. */
public record HostSpec(
        @JsonPropertyDescription("The host's name: a failure domain, a site in status, a server in the front door.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                @ValidationRule(
                        value = "self != 'cloud' && self != 'onsite'",
                        message = "cloud and onsite name sites of the platform itself: give the host another name")
                String name,
        @JsonPropertyDescription("Primary serves first, Secondary when it cannot; a Worker serves what is placed on it;"
                        + " a ControlPlane serves nothing. At most one Primary and one Secondary.")
                @Required
                Role role,
        @JsonPropertyDescription("The Kubernetes node that runs on it; the host's name when absent.")
                @Pattern(Patterns.OBJECT_NAME)
                @Size(max = Patterns.OBJECT_NAME_LENGTH)
                @Nullable
                String node,
        @JsonPropertyDescription(
                        "The address the front door and the probes reach it by; needed where there is an edge.")
                @Pattern(Patterns.ADDRESS)
                @Size(max = Patterns.ADDRESS_LENGTH)
                @Nullable
                String address,
        @JsonPropertyDescription("The edge agent's TLS port on this host.")
                @Default("9443")
                @Min(1)
                @Max(65535)
                @Nullable
                Integer agentPort,
        @JsonPropertyDescription(
                        "What the machine offers, in Kubernetes quantities: cpu, memory, storage, or a vendor's"
                                + " resource such as prontuario.io/gpu-cores. Requests placed on it must fit.")
                @Size(max = 8)
                @ValidationRule(
                        value = "self.all(k, isQuantity(self[k]))",
                        message =
                                "capacity values are Kubernetes quantities in quotes, such as \"32\", \"512Gi\" or \"8Ti\"")
                Map<String, @Size(max = 32) String> capacity) {
    public HostSpec {
        node = node == null ? name : node;
        agentPort = agentPort == null ? 9443 : agentPort;
        capacity = Lists.orEmpty(capacity);
    }

    /** Primary serves first, Secondary when it cannot; a Worker serves what is placed on it; a ControlPlane serves nothing. */
    public enum Role {
        Primary,
        Secondary,
        Worker,
        ControlPlane
    }

    /** Whether workloads are placed here. */
    public boolean serves() {
        return role != Role.ControlPlane;
    }
}
