package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.List;
import java.util.Map;

/** Resources that store data use a customer-managed encryption key. */
public final class CustomerKeys implements Policy {
    private static final Map<String, String> PATHS = Map.ofEntries(
            Map.entry("Bucket", "encryption.defaultKmsKeyName"),
            Map.entry("DatabaseInstance", "encryptionKeyName"),
            Map.entry("Cluster", "databaseEncryption.keyName"),
            Map.entry("NodePool", "nodeConfig.bootDiskKmsKey"),
            Map.entry("BackupPlan", "backupConfig.encryptionKey.gcpKmsEncryptionKey"),
            Map.entry("Repository", "kmsKeyName"),
            Map.entry("ProjectBucketConfig", "cmekSettings.kmsKeyName"),
            Map.entry("Topic", "kmsKeyName"),
            Map.entry("Disk", "diskEncryptionKey.kmsKeySelfLink"));

    @Override
    public String name() {
        return "customer-keys";
    }

    @Override
    public String description() {
        return "Data is encrypted with customer-managed keys";
    }

    @Override
    public List<String> violations(PolicyResource resource) {
        String kind = resource.type().substring(resource.type().lastIndexOf(':') + 1);
        String path = resource.type().startsWith("gcp:redis/") ? "customerManagedKey" : PATHS.get(kind);
        if (path == null
                || !resource.type().startsWith("gcp:")
                || resource.at(path).isPresent()) {
            return List.of();
        }
        return List.of("%s is not set. Fix: set it to the id of a CryptoKey of this stack".formatted(path));
    }
}
