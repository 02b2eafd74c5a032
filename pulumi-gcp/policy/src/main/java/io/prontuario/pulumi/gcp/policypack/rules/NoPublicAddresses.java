package io.prontuario.pulumi.gcp.policypack.rules;

import io.prontuario.pulumi.gcp.policypack.Rule;
import io.prontuario.pulumi.gcp.policypack.Subject;
import java.util.ArrayList;
import java.util.List;

/** Only the load balancer and the VPN have public addresses, and no firewall opens to everyone. */
public final class NoPublicAddresses implements Rule {
    @Override
    public String name() {
        return "no-public-addresses";
    }

    @Override
    public String description() {
        return "Databases, clusters and machines are reached over the VPC and the VPN only";
    }

    @Override
    public List<String> violations(Subject r) {
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
                        "privateClusterConfig.enablePrivateEndpoint is not true. Fix: set it to true; reach it over the VPN");
            }
        }
        if (!r.all("networkInterfaces[].accessConfigs").isEmpty()) {
            found.add(
                    "networkInterfaces.accessConfigs gives a public address. Fix: leave it out; NAT serves outbound traffic");
        }
        if (r.type().equals("gcp:compute/address:Address")
                && !r.text("addressType").equals("INTERNAL")) {
            found.add(
                    "addressType is not INTERNAL. Fix: set it to INTERNAL, or use the front component's global address");
        }
        if (r.is("Firewall")
                && !r.all("allows").isEmpty()
                && r.all("sourceRanges[]").contains("0.0.0.0/0")) {
            found.add(
                    "sourceRanges is 0.0.0.0/0 in a rule that allows. Fix: list the networks that have a reason to connect");
        }
        return found;
    }
}
