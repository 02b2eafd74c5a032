package io.prontuario.pulumi.gcp.policypack;

import java.util.List;

/** One thing that no stack may do. */
public interface Rule {
    /** The rule's name in messages, in lower case with hyphens. */
    String name();

    /** What it asks for and why, one sentence. */
    String description();

    /** What is wrong with one resource and how to mend it; empty when nothing is. */
    default List<String> violations(Subject resource) {
        return List.of();
    }

    /** What is missing from a stack as a whole. */
    default List<String> violations(List<Subject> stack) {
        return List.of();
    }
}
