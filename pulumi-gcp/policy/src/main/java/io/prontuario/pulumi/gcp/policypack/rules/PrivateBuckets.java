package io.prontuario.pulumi.gcp.policypack.rules;

import io.prontuario.pulumi.gcp.policypack.Rule;
import io.prontuario.pulumi.gcp.policypack.Subject;
import java.util.ArrayList;
import java.util.List;

/** Buckets have one access policy, and it cannot be public. */
public final class PrivateBuckets implements Rule {
    @Override
    public String name() {
        return "private-buckets";
    }

    @Override
    public String description() {
        return "Access is uniform over a bucket, and public access is prevented";
    }

    @Override
    public List<String> violations(Subject r) {
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
            found.add("access lists on objects escape the bucket's policy. Fix: use BucketIAMMember");
        }
        return found;
    }
}
