package io.prontuario.operator.observe;

/** Result of reading the other cluster's object. */
public sealed interface PeerClusterView {
    /** Not read yet, or no kubeconfig is named. */
    record NotPolled() implements PeerClusterView {}

    /** @param specHash of the spec that the other cluster's operator has accepted */
    record Found(String specHash) implements PeerClusterView {}

    /** The other cluster answers and has no such object, or no operator has accepted it yet. */
    record Missing(String message) implements PeerClusterView {}

    /** The Secret or the kubeconfig in it cannot be used. */
    record Unusable(String message) implements PeerClusterView {}

    /** The other cluster does not answer. */
    record Unreachable(String message) implements PeerClusterView {}
}
