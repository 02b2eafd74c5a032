package io.prontuario.pulumi.gcp.registry;

import com.pulumi.core.Output;
import com.pulumi.gcp.artifactregistry.Repository;
import com.pulumi.gcp.artifactregistry.RepositoryArgs;
import com.pulumi.gcp.artifactregistry.RepositoryIamMember;
import com.pulumi.gcp.artifactregistry.RepositoryIamMemberArgs;
import com.pulumi.gcp.artifactregistry.inputs.RepositoryCleanupPolicyArgs;
import com.pulumi.gcp.artifactregistry.inputs.RepositoryCleanupPolicyConditionArgs;
import com.pulumi.gcp.artifactregistry.inputs.RepositoryCleanupPolicyMostRecentVersionsArgs;
import com.pulumi.gcp.artifactregistry.inputs.RepositoryDockerConfigArgs;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.kms.EncryptionKey;
import io.prontuario.pulumi.gcp.kms.EncryptionKeys;
import io.prontuario.pulumi.stack.StackComponent;
import java.util.List;
import java.util.Map;

/** Artifact Registry in the region, so that the cluster can start pods when networks outside Brazil are unreachable. */
public final class ImageRegistry extends StackComponent {
    private final Output<String> url;

    /** @param reader the nodes' account, as an IAM member */
    public record Args(Scope scope, EncryptionKeys keys, Output<String> reader) {}

    public ImageRegistry(Args args, ComponentResourceOptions options, List<? extends Resource> dependencies) {
        super("gcp", "registry", options, dependencies);
        Scope scope = args.scope();
        Repository repository = new Repository(
                "images",
                RepositoryArgs.builder()
                        .project(scope.project())
                        .location(scope.region())
                        .repositoryId(scope.named("images"))
                        .format("DOCKER")
                        .kmsKeyName(args.keys().key(EncryptionKey.REGISTRY))
                        // A mutable tag could replace a tested image.
                        .dockerConfig(RepositoryDockerConfigArgs.builder()
                                .immutableTags(true)
                                .build())
                        .cleanupPolicyDryRun(false)
                        .cleanupPolicies(
                                RepositoryCleanupPolicyArgs.builder()
                                        .id("delete-untagged")
                                        .action("DELETE")
                                        .condition(RepositoryCleanupPolicyConditionArgs.builder()
                                                .tagState("UNTAGGED")
                                                .olderThan("2592000s")
                                                .build())
                                        .build(),
                                // Keep takes precedence over delete, so that a rollback stays possible.
                                RepositoryCleanupPolicyArgs.builder()
                                        .id("keep-recent")
                                        .action("KEEP")
                                        .mostRecentVersions(RepositoryCleanupPolicyMostRecentVersionsArgs.builder()
                                                .keepCount(20)
                                                .build())
                                        .build())
                        .labels(scope.labels())
                        .build(),
                childAfter(args.keys().grants(EncryptionKey.REGISTRY)).build());
        new RepositoryIamMember(
                "nodes-read",
                RepositoryIamMemberArgs.builder()
                        .project(scope.project())
                        .location(scope.region())
                        .repository(repository.name())
                        .role("roles/artifactregistry.reader")
                        .member(args.reader())
                        .build(),
                child());
        url = repository.name().applyValue(name -> "%s-docker.pkg.dev/%s/%s"
                .formatted(scope.region(), scope.project(), name));
        complete(Map.of("url", url));
    }

    /** The repository's URL, for push and pull. */
    public Output<String> url() {
        return url;
    }
}
