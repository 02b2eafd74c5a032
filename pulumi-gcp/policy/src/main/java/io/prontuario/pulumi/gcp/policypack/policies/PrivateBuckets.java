package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;

/** Buckets have uniform access and cannot be public. */
public final class PrivateBuckets implements Policy {
    @Override
    public String name() {
        return "private-buckets";
    }

    @Override
    public String description() {
        return "Buckets have uniform access, and public access is prevented";
    }

    @Override
    public List<String> violations(PolicyResource r) {
        List<String> found = new ArrayList<>();
        if (r.type().equals("gcp:storage/bucket:Bucket")) {
            if (!r.on("uniformBucketLevelAccess")) {
                found.add("uniformBucketLevelAccess is not true. Fix: set it to true");
            }
            if (!r.text("publicAccessPrevention").equals("enforced")) {
                found.add("publicAccessPrevention is not enforced. Fix: set it to \"enforced\"");
            }
        }
        if (r.type().contains("AccessControl")
                || r.type().toLowerCase(java.util.Locale.ROOT).contains("objectacl")) {
            found.add("access lists on objects bypass the bucket's policy. Fix: use BucketIAMMember");
        }
        return found;
    }
}
