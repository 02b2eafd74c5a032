package io.prontuario.operator.observe;

/** What a direct look at the other cluster's object found. */
public sealed interface PeerClusterView {
    /** Not looked yet, or not asked to. */
    record NotLooked() implements PeerClusterView {}

    /** @param specHash of the spec that the other side has accepted */
    record Found(String specHash) implements PeerClusterView {}

    /** The other cluster answers and has no such object, or no operator has accepted it yet. */
    record Missing(String message) implements PeerClusterView {}

    /** The Secret or the kubeconfig in it cannot be used. */
    record Unusable(String message) implements PeerClusterView {}

    /** The other cluster does not answer. */
    record Unreachable(String message) implements PeerClusterView {}
}
