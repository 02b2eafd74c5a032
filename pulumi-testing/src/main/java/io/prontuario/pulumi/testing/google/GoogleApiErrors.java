package io.prontuario.pulumi.testing.google;

import io.prontuario.pulumi.testing.provider.ApiException;
import io.prontuario.pulumi.testing.provider.ResourceStore;
import io.prontuario.pulumi.testing.provider.StoredResource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Errors of Google's APIs with the conditions that cause them. Where a public issue quotes the message, a comment cites the
 * issue.
 */
public final class GoogleApiErrors {
    static final String SUBNETWORK = "gcp:compute/subnetwork:Subnetwork";
    static final String BUCKET = "gcp:storage/bucket:Bucket";
    static final String SQL = "gcp:sql/databaseInstance:DatabaseInstance";
    static final String CLUSTER = "gcp:container/cluster:Cluster";
    static final String CONNECTION = "gcp:servicenetworking/connection:Connection";
    static final String NETWORK = "gcp:compute/network:Network";
    static final String KEY = "gcp:kms/cryptoKey:CryptoKey";
    static final String GRANT = "gcp:kms/cryptoKeyIAMMember:CryptoKeyIAMMember";
    static final String SERVICE = "gcp:projects/service:Service";

    private final Set<String> takenBucketNames = new HashSet<>();
    private final Set<String> recentlyDeletedInstances = new HashSet<>();
    private final Set<String> recentlyDeletedPools = new HashSet<>();
    private final Map<String, Integer> quotas = new HashMap<>();

    /** Another project has a bucket of this name; bucket names are global. */
    public void bucketTakenByAnother(String name) {
        takenBucketNames.add(name);
    }

    /** Sets a quota of the project in the region. @param metric for example {@code NVIDIA_T4_GPUS} */
    public void quota(String metric, int limit) {
        quotas.put(metric, limit);
    }

    void beforeCreate(ResourceStore store, String token, String id, Map<String, Object> inputs) {
        new CreateErrors(this, store, token, id, inputs).check();
    }

    boolean bucketTaken(String name) {
        return takenBucketNames.contains(name);
    }

    boolean instanceDeleted(String name) {
        return recentlyDeletedInstances.contains(name);
    }

    boolean poolDeleted(String id) {
        return recentlyDeletedPools.contains(id);
    }

    int quotaOf(String metric, int unset) {
        return quotas.getOrDefault(metric, unset);
    }

    void beforeUpdate(StoredResource old, Map<String, Object> inputs) {
        if (old.token().equals(BUCKET)) {
            Map<?, ?> before = old.inputs().get("retentionPolicy") instanceof Map<?, ?> m ? m : Map.of();
            Map<?, ?> after = inputs.get("retentionPolicy") instanceof Map<?, ?> m ? m : Map.of();
            double was = before.get("retentionPeriod") instanceof Double d ? d : 0;
            double is = after.get("retentionPeriod") instanceof Double d ? d : 0;
            if (Boolean.TRUE.equals(before.get("isLocked")) && is < was) {
                throw new ApiException(
                        "googleapi: Error 403: Cannot reduce retention duration of a locked Retention Policy for "
                                + "bucket '" + old.text("name") + "'., forbidden");
            }
        }
        if (old.token().equals("gcp:logging/projectBucketConfig:ProjectBucketConfig")
                && Boolean.TRUE.equals(old.inputs().get("locked"))) {
            throw new ApiException("googleapi: Error 400: Buckets can't be modified when locked., failedPrecondition");
        }
    }

    void beforeDelete(ResourceStore store, StoredResource resource) {
        switch (resource.token()) {
            case SQL -> deleteInstance(resource);
            case CLUSTER -> {
                if (Boolean.TRUE.equals(resource.inputs().get("deletionProtection"))) {
                    throw new ApiException(
                            "Cannot destroy cluster because deletion_protection is set to true. Set it to false to "
                                    + "proceed with cluster deletion.");
                }
            }
            case CONNECTION -> {
                // hashicorp/terraform-provider-google#16275
                if (store.any(SQL, r -> true)) {
                    throw new ApiException(
                            "Unable to remove Service Networking Connection, err: Error waiting for Delete Service "
                                    + "Networking Connection: Error code 9, message: Failed to delete connection; Producer services "
                                    + "(e.g. CloudSQL, Cloud Memstore, etc.) are still using this connection.");
                }
            }
            case NETWORK -> List.of(SUBNETWORK, "gcp:compute/firewall:Firewall", "gcp:compute/router:Router")
                    .forEach(token -> refuseWhileUsed(store, resource, token));
            case "gcp:iam/workloadIdentityPool:WorkloadIdentityPool" -> recentlyDeletedPools.add(resource.id());
            default -> {}
        }
    }

    private void deleteInstance(StoredResource instance) {
        if (Boolean.TRUE.equals(instance.inputs().get("deletionProtection"))) {
            throw new ApiException(
                    "Error, failed to delete instance because deletion_protection is set to true. Set it to false to "
                            + "proceed with instance deletion");
        }
        if (instance.inputs().get("settings") instanceof Map<?, ?> settings
                && Boolean.TRUE.equals(settings.get("deletionProtectionEnabled"))) {
            throw new ApiException(
                    "Error, failed to delete instance: googleapi: Error 400: The instance is protected. Please disable the "
                            + "deletion protection and try again. To disable deletion protection, update the instance settings with "
                            + "deletionProtectionEnabled set to false., deletionProtectionEnabled");
        }
        recentlyDeletedInstances.add(instance.text("name"));
    }

    private static void refuseWhileUsed(ResourceStore store, StoredResource network, String token) {
        store.all(token).stream()
                .filter(r -> r.text("network").equals(network.id()))
                .findFirst()
                .ifPresent(r -> {
                    throw new ApiException("Error waiting for Deleting Network: The network resource '" + network.id()
                            + "' is already being used by '" + r.id() + "'");
                });
    }
}
