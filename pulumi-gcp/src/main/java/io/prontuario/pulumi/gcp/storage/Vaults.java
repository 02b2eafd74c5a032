package io.prontuario.pulumi.gcp.storage;

import com.pulumi.core.Output;
import com.pulumi.gcp.storage.Bucket;
import com.pulumi.gcp.storage.BucketArgs;
import com.pulumi.gcp.storage.BucketIAMMember;
import com.pulumi.gcp.storage.BucketIAMMemberArgs;
import com.pulumi.gcp.storage.inputs.BucketEncryptionArgs;
import com.pulumi.gcp.storage.inputs.BucketLifecycleRuleActionArgs;
import com.pulumi.gcp.storage.inputs.BucketLifecycleRuleArgs;
import com.pulumi.gcp.storage.inputs.BucketLifecycleRuleConditionArgs;
import com.pulumi.gcp.storage.inputs.BucketRetentionPolicyArgs;
import com.pulumi.gcp.storage.inputs.BucketVersioningArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Retention;
import io.prontuario.pulumi.gcp.identity.Account;
import io.prontuario.pulumi.gcp.identity.ServiceAccounts;
import io.prontuario.pulumi.gcp.keys.EncryptionKeys;
import io.prontuario.pulumi.gcp.keys.Purpose;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Every {@link Vault}, and who may read or add to it. No one may make any of it public. */
public final class Vaults extends Concern {
    private static final int SECONDS_A_DAY = 86_400;
    /** Buckets whose loss no backup elsewhere makes good: kept even when the stack lets go of them. */
    private static final Set<Vault> IRREPLACEABLE = Set.of(Vault.DOCUMENTS, Vault.IMAGES, Vault.BACKUPS, Vault.ARCHIVE);

    private final Map<Vault, Bucket> buckets = new EnumMap<>(Vault.class);

    public record Args(Scope scope, Retention retention, EncryptionKeys keys, ServiceAccounts accounts) {}

    public Vaults(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("storage", options, after);
        for (Vault vault : Vault.values()) {
            buckets.put(vault, bucket(args, vault));
        }
        // Adding is enough for a backup; replacing or deleting one is not the sender's business.
        grant(args, Vault.BACKUPS, Account.BACKUP, "objectCreator");
        grant(args, Vault.BACKUPS, Account.BACKUP, "objectViewer");
        grant(args, Vault.CONFIGURATION, Account.BACKUP, "objectCreator");
        grant(args, Vault.DOCUMENTS, Account.EMERGENCY, "objectViewer");
        grant(args, Vault.MODELS, Account.EMERGENCY, "objectViewer");
        done(Map.of());
    }

    private Bucket bucket(Args args, Vault vault) {
        Scope scope = args.scope();
        BucketArgs.Builder bucket = BucketArgs.builder()
                .project(scope.project())
                .name(scope.globallyNamed(vault.id()))
                // A region, not "US" or a dual region: patient data stays in Brazil.
                .location(scope.region().toUpperCase(Locale.ROOT))
                .storageClass("STANDARD")
                // Access lists on single objects are where public files come from.
                .uniformBucketLevelAccess(true)
                .publicAccessPrevention("enforced")
                // A destroy must never empty a bucket by itself.
                .forceDestroy(false)
                .encryption(BucketEncryptionArgs.builder()
                        .defaultKmsKeyName(args.keys().key(purpose(vault)))
                        .build())
                .labels(scope.labels());
        retain(bucket, vault, args.retention());
        CustomResourceOptions.Builder options = childAfter(args.keys().grants(purpose(vault)));
        options.retainOnDelete(scope.production() && IRREPLACEABLE.contains(vault));
        return new Bucket(vault.id(), bucket.build(), options.build());
    }

    private static Purpose purpose(Vault vault) {
        return vault == Vault.BACKUPS ? Purpose.BACKUPS : Purpose.STORAGE;
    }

    private static void retain(BucketArgs.Builder bucket, Vault vault, Retention retention) {
        switch (vault) {
            case BACKUPS -> bucket
                    // Until it ends nobody, ransomware with our credentials included, can delete a backup.
                    .retentionPolicy(policy(retention.backupDays(), false))
                    .lifecycleRules(
                            colder(30, "NEARLINE"),
                            rule(
                                    "Delete",
                                    null,
                                    BucketLifecycleRuleConditionArgs.builder()
                                            .age(retention.backupDeleteAfterDays())
                                            .build()));
            case ARCHIVE -> bucket
                    // Law 13.787/2018: twenty years from the last entry.
                    .retentionPolicy(policy(retention.archiveDays(), retention.archiveLocked()))
                    .lifecycleRules(colder(30, "ARCHIVE"));
            case DOCUMENTS, IMAGES -> bucket.versioning(versions())
                    .lifecycleRules(
                            colder(retention.coldAfterDays(), "NEARLINE"),
                            colder(retention.coldAfterDays() * 4, "COLDLINE"),
                            oldVersions(10, 365));
            case MODELS, CONFIGURATION -> bucket.versioning(versions()).lifecycleRules(oldVersions(5, 90));
        }
    }

    private static BucketRetentionPolicyArgs policy(int days, boolean locked) {
        return BucketRetentionPolicyArgs.builder()
                .retentionPeriod(days * SECONDS_A_DAY)
                .isLocked(locked)
                .build();
    }

    private static BucketVersioningArgs versions() {
        // An overwritten or deleted object stays recoverable.
        return BucketVersioningArgs.builder().enabled(true).build();
    }

    private static BucketLifecycleRuleArgs colder(int days, String storageClass) {
        return rule(
                "SetStorageClass",
                storageClass,
                BucketLifecycleRuleConditionArgs.builder().age(days).build());
    }

    private static BucketLifecycleRuleArgs oldVersions(int keep, int days) {
        return rule(
                "Delete",
                null,
                BucketLifecycleRuleConditionArgs.builder()
                        .numNewerVersions(keep)
                        .daysSinceNoncurrentTime(days)
                        .withState("ARCHIVED")
                        .build());
    }

    private static BucketLifecycleRuleArgs rule(
            String action,
            @org.jspecify.annotations.Nullable String storageClass,
            BucketLifecycleRuleConditionArgs condition) {
        BucketLifecycleRuleActionArgs.Builder what =
                BucketLifecycleRuleActionArgs.builder().type(action);
        if (storageClass != null) {
            what.storageClass(storageClass);
        }
        return BucketLifecycleRuleArgs.builder()
                .action(what.build())
                .condition(condition)
                .build();
    }

    private void grant(Args args, Vault vault, Account account, String role) {
        new BucketIAMMember(
                vault.id() + "-" + role + "-" + account.name().toLowerCase(Locale.ROOT),
                BucketIAMMemberArgs.builder()
                        .bucket(name(vault))
                        .role("roles/storage." + role)
                        .member(args.accounts().member(account))
                        .build(),
                child());
    }

    public Output<String> name(Vault vault) {
        return Objects.requireNonNull(buckets.get(vault)).name();
    }
}
