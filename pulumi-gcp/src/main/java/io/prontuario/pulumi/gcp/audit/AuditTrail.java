package io.prontuario.pulumi.gcp.audit;

import com.pulumi.core.Output;
import com.pulumi.gcp.logging.ProjectBucketConfig;
import com.pulumi.gcp.logging.ProjectBucketConfigArgs;
import com.pulumi.gcp.logging.ProjectSink;
import com.pulumi.gcp.logging.ProjectSinkArgs;
import com.pulumi.gcp.logging.inputs.ProjectBucketConfigCmekSettingsArgs;
import com.pulumi.gcp.projects.IAMAuditConfig;
import com.pulumi.gcp.projects.IAMAuditConfigArgs;
import com.pulumi.gcp.projects.IAMMember;
import com.pulumi.gcp.projects.IAMMemberArgs;
import com.pulumi.gcp.projects.inputs.IAMAuditConfigAuditLogConfigArgs;
import com.pulumi.gcp.projects.inputs.IAMMemberConditionArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.config.StackConfig.Audit;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;
import io.prontuario.pulumi.gcp.kms.EncryptionKeys;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/**
 * Cloud Audit Logs in a log bucket in Brazil. Google's {@code _Required} and {@code _Default} buckets are global and cannot
 * be moved; the README describes how to disable {@code _Default}.
 */
public final class AuditTrail extends StackComponent {
    private final ProjectBucketConfig bucket;

    public record Args(Scope scope, Audit audit, EncryptionKeys keys) {}

    public AuditTrail(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "audit", options, dependencies);
        Scope scope = args.scope();
        new IAMAuditConfig(
                "data-access",
                IAMAuditConfigArgs.builder()
                        .project(scope.project())
                        .service("allServices")
                        // Logs of data reads are off by default; patients have a right to know who read their data.
                        .auditLogConfigs(type("ADMIN_READ"), type("DATA_READ"), type("DATA_WRITE"))
                        .build(),
                child());
        CustomResourceOptions.Builder kept = childAfter(args.keys().grants(EncryptionKey.LOGS));
        kept.retainOnDelete(scope.production());
        bucket = new ProjectBucketConfig(
                "bucket",
                ProjectBucketConfigArgs.builder()
                        .project(scope.project())
                        .location(scope.region())
                        .bucketId(scope.named("audit"))
                        .retentionDays(args.audit().retentionDays())
                        // A locked retention cannot be shortened, not even by an owner.
                        .locked(args.audit().locked())
                        .cmekSettings(ProjectBucketConfigCmekSettingsArgs.builder()
                                .kmsKeyName(args.keys().key(EncryptionKey.LOGS))
                                .build())
                        .description("Audit logs")
                        .build(),
                kept.build());
        ProjectSink sink = new ProjectSink(
                "sink",
                ProjectSinkArgs.builder()
                        .project(scope.project())
                        .name(scope.named("audit"))
                        .destination(bucket.id().applyValue(id -> "logging.googleapis.com/" + id))
                        .filter("log_id(\"cloudaudit.googleapis.com/activity\") OR "
                                + "log_id(\"cloudaudit.googleapis.com/data_access\") OR "
                                + "log_id(\"cloudaudit.googleapis.com/policy\") OR "
                                + "log_id(\"cloudaudit.googleapis.com/access_transparency\")")
                        .uniqueWriterIdentity(true)
                        .build(),
                child());
        new IAMMember(
                "sink-writes",
                IAMMemberArgs.builder()
                        .project(scope.project())
                        .role("roles/logging.bucketWriter")
                        .member(sink.writerIdentity())
                        // This bucket only.
                        .condition(IAMMemberConditionArgs.builder()
                                .title("audit bucket only")
                                .expression(bucket.id().applyValue(id -> "resource.name.endsWith(\"" + id + "\")"))
                                .build())
                        .build(),
                child());
        complete(Map.of("bucket", bucket.id()));
    }

    private static IAMAuditConfigAuditLogConfigArgs type(String type) {
        return IAMAuditConfigAuditLogConfigArgs.builder().logType(type).build();
    }

    public Output<String> bucket() {
        return bucket.id();
    }
}
