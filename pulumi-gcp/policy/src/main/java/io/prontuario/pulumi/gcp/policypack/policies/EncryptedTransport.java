package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;

/** Connections use TLS 1.2 or newer, or IKEv2. */
public final class EncryptedTransport implements Policy {
    @Override
    public String name() {
        return "encrypted-transport";
    }

    @Override
    public String description() {
        return "Connections use TLS 1.2 or newer, inside the network too";
    }

    @Override
    public List<String> violations(PolicyResource r) {
        List<String> found = new ArrayList<>();
        if (r.is("DatabaseInstance") && !r.on("settings.ipConfiguration.requireSsl")) {
            found.add("settings.ipConfiguration.requireSsl is not true. Fix: set it to true");
        }
        if (r.type().equals("gcp:redis/instance:Instance")
                && !r.text("transitEncryptionMode").equals("SERVER_AUTHENTICATION")) {
            found.add("transitEncryptionMode is not SERVER_AUTHENTICATION. Fix: set it to SERVER_AUTHENTICATION");
        }
        if (r.is("SSLPolicy") && !r.text("minTlsVersion").equals("TLS_1_2")) {
            found.add("minTlsVersion is not TLS_1_2. Fix: set it to TLS_1_2");
        }
        if (r.is("TargetHttpsProxy") && r.at("sslPolicy").isEmpty()) {
            found.add(
                    "sslPolicy is not set; TLS 1.0 would be accepted. Fix: set it to the SSLPolicy of the load balancer");
        }
        if (r.is("VPNTunnel") && r.at("ikeVersion").filter(v -> v.equals(1.0)).isPresent()) {
            found.add("ikeVersion is 1. Fix: use 2");
        }
        return found;
    }
}
