package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;

/**
 * In production nothing is deleted by accident. Every resource has to be protected, because the engine deletes the
 * unprotected siblings of a protected resource before it stops.
 */
public final class DeletionProtection implements Policy {
    @Override
    public String name() {
        return "deletion-protection";
    }

    @Override
    public String description() {
        return "In production the engine and the APIs refuse deletions; no destroy deletes the objects of a bucket";
    }

    @Override
    public List<String> violations(PolicyResource r) {
        List<String> found = new ArrayList<>();
        if (r.on("forceDestroy")) {
            found.add("forceDestroy is true. Fix: set it to false; empty the bucket or zone before deleting it");
        }
        if (!r.production()) {
            return found;
        }
        if (r.type().startsWith("gcp:") && !r.protect()) {
            found.add("is not protected in production. Fix: set the transformation ProductionProtection on the stack");
        }
        if (r.is("DatabaseInstance") && !(r.on("deletionProtection") && r.on("settings.deletionProtectionEnabled"))) {
            found.add("deletionProtection or settings.deletionProtectionEnabled is not true. Fix: set both to true");
        }
        if (r.type().equals("gcp:container/cluster:Cluster") && !r.on("deletionProtection")) {
            found.add("deletionProtection is not true. Fix: set it to true");
        }
        return found;
    }
}
