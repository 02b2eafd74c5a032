package io.prontuario.operator.frontdoor;

/** What a front door answered to an order. */
public sealed interface OrderResult {
    /** In force. @param changed whether it was not before */
    record Applied(boolean changed) implements OrderResult {}

    /** Rejected: the agent has already accepted a newer token. */
    record Stale(String message) implements OrderResult {}

    /** The order is invalid; the agent keeps the last valid configuration. */
    record Refused(String message) implements OrderResult {}

    /** No answer in time, or one that could not be parsed. */
    record Unreachable(String message) implements OrderResult {}
}
