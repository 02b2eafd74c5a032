package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;

/** Only the load balancer and the VPN have public addresses, and no firewall rule allows every source. */
public final class NoPublicAddresses implements Policy {
    @Override
    public String name() {
        return "no-public-addresses";
    }

    @Override
    public String description() {
        return "Databases, clusters and machines have no public address, and no firewall rule allows every source";
    }

    @Override
    public List<String> violations(PolicyResource r) {
        List<String> found = new ArrayList<>();
        if (r.is("DatabaseInstance")
                && !r.at("settings.ipConfiguration.ipv4Enabled")
                        .filter(Boolean.FALSE::equals)
                        .isPresent()) {
            found.add("settings.ipConfiguration.ipv4Enabled is not false. Fix: set it to false and set privateNetwork");
        }
        if (r.is("Cluster") && r.type().startsWith("gcp:container/")) {
            if (!r.on("privateClusterConfig.enablePrivateNodes")) {
                found.add("privateClusterConfig.enablePrivateNodes is not true. Fix: set it to true");
            }
            if (!r.on("privateClusterConfig.enablePrivateEndpoint")) {
                found.add(
                        "privateClusterConfig.enablePrivateEndpoint is not true. Fix: set it to true; connect over the VPN");
            }
        }
        if (!r.all("networkInterfaces[].accessConfigs").isEmpty()) {
            found.add(
                    "networkInterfaces.accessConfigs assigns a public address. Fix: remove it; Cloud NAT serves outbound traffic");
        }
        if (r.type().equals("gcp:compute/address:Address")
                && !r.text("addressType").equals("INTERNAL")) {
            found.add(
                    "addressType is not INTERNAL. Fix: set it to INTERNAL, or use the global address of the load balancer");
        }
        if (r.is("Firewall")
                && !r.all("allows").isEmpty()
                && r.all("sourceRanges[]").contains("0.0.0.0/0")) {
            found.add("sourceRanges is 0.0.0.0/0 in an allow rule. Fix: list the networks that need to connect");
        }
        return found;
    }
}
