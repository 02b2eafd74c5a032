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

/** An on-site host. */
public record HostSpec(
        @JsonPropertyDescription("The name of the host. It is also the name of the site in the status and of the server"
                        + " in the front door.")
                @Required
                @Pattern(Patterns.NAME)
                @Size(max = Patterns.NAME_LENGTH)
                @ValidationRule(
                        value = "self != 'cloud' && self != 'onsite'",
                        message = "cloud and onsite are reserved names: give the host another name")
                String name,
        @JsonPropertyDescription("Primary: serves by default. Secondary: serves if the primary cannot. Worker: runs the"
                        + " services that are placed on it. ControlPlane: runs no services. At most one host is"
                        + " Primary and one is Secondary.")
                @Required
                Role role,
        @JsonPropertyDescription("The name of its Kubernetes node. If absent, it is the same as name.")
                @Pattern(Patterns.OBJECT_NAME)
                @Size(max = Patterns.OBJECT_NAME_LENGTH)
                @Nullable
                String node,
        @JsonPropertyDescription("The address at which the front door and the probes reach the host: an IP address or a"
                        + " DNS name. Required if spec.edge is set.")
                @Pattern(Patterns.ADDRESS)
                @Size(max = Patterns.ADDRESS_LENGTH)
                @Nullable
                String address,
        @JsonPropertyDescription("The TLS port of the host agent.") @Default("9443") @Min(1) @Max(65535) @Nullable
                Integer agentPort,
        @JsonPropertyDescription("The resources of the host, as Kubernetes quantities: cpu, memory, storage, or an"
                        + " extended resource such as prontuario.io/gpu-cores. Validation refuses a spec whose"
                        + " services request more. Example: {cpu: \"32\", memory: 512Gi}.")
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

    /** See the description of {@link HostSpec#role}. */
    public enum Role {
        Primary,
        Secondary,
        Worker,
        ControlPlane
    }

    /** Whether services can be placed on the host. */
    public boolean serves() {
        return role != Role.ControlPlane;
    }
}
