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
import io.prontuario.pulumi.gcp.common.Concern;
import io.prontuario.pulumi.gcp.common.Scope;
import io.prontuario.pulumi.gcp.keys.EncryptionKeys;
import io.prontuario.pulumi.gcp.keys.Purpose;
import java.util.List;
import java.util.Map;

/** Images in the region, so that the cluster can start pods when everything outside Brazil is unreachable. */
public final class ImageRegistry extends Concern {
    private final Output<String> url;

    /** @param reader the nodes, as a member */
    public record Args(Scope scope, EncryptionKeys keys, Output<String> reader) {}

    public ImageRegistry(Args args, ComponentResourceOptions options, List<? extends Resource> after) {
        super("registry", options, after);
        Scope scope = args.scope();
        Repository repository = new Repository(
                "images",
                RepositoryArgs.builder()
                        .project(scope.project())
                        .location(scope.region())
                        .repositoryId(scope.named("images"))
                        .format("DOCKER")
                        .kmsKeyName(args.keys().key(Purpose.REGISTRY))
                        // A tag that can move lets yesterday's tested image become something else.
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
                                // Keep always wins over delete: the way back from a bad release stays there.
                                RepositoryCleanupPolicyArgs.builder()
                                        .id("keep-recent")
                                        .action("KEEP")
                                        .mostRecentVersions(RepositoryCleanupPolicyMostRecentVersionsArgs.builder()
                                                .keepCount(20)
                                                .build())
                                        .build())
                        .labels(scope.labels())
                        .build(),
                childAfter(args.keys().grants(Purpose.REGISTRY)).build());
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
        done(Map.of("url", url));
    }

    /** Where images are pushed and pulled. */
    public Output<String> url() {
        return url;
    }
}
