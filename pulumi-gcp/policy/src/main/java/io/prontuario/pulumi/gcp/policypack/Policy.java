package io.prontuario.pulumi.gcp.policypack;

import java.util.List;

/** A policy of the pack. Every policy is mandatory: a violation fails the preview and the update. */
public interface Policy {
    /** The name in messages, in lower case with hyphens. */
    String name();

    /** What the policy requires, in one sentence. */
    String description();

    /** The violations of one resource, each with what is wrong and how to fix it. */
    default List<String> violations(PolicyResource resource) {
        return List.of();
    }

    /** The violations of the stack as a whole. */
    default List<String> violations(List<PolicyResource> stack) {
        return List.of();
    }
}
