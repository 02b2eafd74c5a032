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
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Retention;
import io.prontuario.pulumi.gcp.identity.PlatformAccount;
import io.prontuario.pulumi.gcp.identity.ServiceAccounts;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;
import io.prontuario.pulumi.gcp.kms.EncryptionKeys;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The Cloud Storage buckets, one for each {@link PlatformBucket}, and who may read them or add objects. None can be public. */
public final class Buckets extends StackComponent {
    private static final int SECONDS_PER_DAY = 86_400;
    /** Buckets whose content cannot be restored from elsewhere; production keeps them when the stack no longer has them. */
    private static final Set<PlatformBucket> IRREPLACEABLE =
            Set.of(PlatformBucket.DOCUMENTS, PlatformBucket.IMAGES, PlatformBucket.BACKUPS, PlatformBucket.ARCHIVE);

    private final Map<PlatformBucket, Bucket> buckets = new EnumMap<>(PlatformBucket.class);

    public record Args(Scope scope, Retention retention, EncryptionKeys keys, ServiceAccounts accounts) {}

    public Buckets(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "storage", options, dependencies);
        for (PlatformBucket content : PlatformBucket.values()) {
            buckets.put(content, bucket(args, content));
        }
        // The backup account can add backups, but not replace or delete them.
        grant(args, PlatformBucket.BACKUPS, PlatformAccount.BACKUP, "objectCreator");
        grant(args, PlatformBucket.BACKUPS, PlatformAccount.BACKUP, "objectViewer");
        grant(args, PlatformBucket.CONFIGURATION, PlatformAccount.BACKUP, "objectCreator");
        grant(args, PlatformBucket.DOCUMENTS, PlatformAccount.EMERGENCY, "objectViewer");
        grant(args, PlatformBucket.MODELS, PlatformAccount.EMERGENCY, "objectViewer");
        complete(Map.of());
    }

    private Bucket bucket(Args args, PlatformBucket content) {
        Scope scope = args.scope();
        EncryptionKey key = content == PlatformBucket.BACKUPS ? EncryptionKey.BACKUPS : EncryptionKey.STORAGE;
        BucketArgs.Builder bucket = BucketArgs.builder()
                .project(scope.project())
                .name(scope.globallyNamed(content.id()))
                // A single region: a multi-region or dual region would leave Brazil.
                .location(scope.region().toUpperCase(Locale.ROOT))
                .storageClass("STANDARD")
                // Without access lists on single objects, no single object can be made public.
                .uniformBucketLevelAccess(true)
                .publicAccessPrevention("enforced")
                // `pulumi destroy` must not delete objects.
                .forceDestroy(false)
                .encryption(BucketEncryptionArgs.builder()
                        .defaultKmsKeyName(args.keys().key(key))
                        .build())
                .labels(scope.labels());
        retain(bucket, content, args.retention());
        CustomResourceOptions.Builder options = childAfter(args.keys().grants(key));
        options.retainOnDelete(scope.production() && IRREPLACEABLE.contains(content));
        return new Bucket(content.id(), bucket.build(), options.build());
    }

    private static void retain(BucketArgs.Builder bucket, PlatformBucket content, Retention retention) {
        switch (content) {
            case BACKUPS -> bucket
                    // Not locked: an administrator of the bucket can remove the retention and then delete backups.
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
                    // Law 13.787/2018, article 6: 20 years from the last entry.
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
                .retentionPeriod(days * SECONDS_PER_DAY)
                .isLocked(locked)
                .build();
    }

    private static BucketVersioningArgs versions() {
        // An overwritten or deleted object can be restored.
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
            String action, @Nullable String storageClass, BucketLifecycleRuleConditionArgs condition) {
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

    private void grant(Args args, PlatformBucket content, PlatformAccount account, String role) {
        new BucketIAMMember(
                content.id() + "-" + role + "-" + account.name().toLowerCase(Locale.ROOT),
                BucketIAMMemberArgs.builder()
                        .bucket(name(content))
                        .role("roles/storage." + role)
                        .member(args.accounts().member(account))
                        .build(),
                child());
    }

    /** The bucket's name. */
    public Output<String> name(PlatformBucket content) {
        return Objects.requireNonNull(buckets.get(content)).name();
    }
}
