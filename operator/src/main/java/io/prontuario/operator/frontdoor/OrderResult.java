package io.prontuario.operator.frontdoor;

/** What became of an order to a box. */
public sealed interface OrderResult {
    /** In force. @param changed whether it was not before */
    record Applied(boolean changed) implements OrderResult {}

    /** Somebody with a newer term, epoch or generation has been there. */
    record Stale(String message) implements OrderResult {}

    /** The order itself is wrong; the box keeps the last good state. The message says what. */
    record Refused(String message) implements OrderResult {}

    /** No answer in time, or none that could be read. */
    record Unreachable(String message) implements OrderResult {}
}
