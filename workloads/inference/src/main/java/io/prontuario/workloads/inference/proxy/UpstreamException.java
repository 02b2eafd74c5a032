package io.prontuario.workloads.inference.proxy;

/** The upstream server failed. */
final class UpstreamException extends Exception {
    private static final long serialVersionUID = 1L;

    UpstreamException(String message) {
        super(message);
    }
}
