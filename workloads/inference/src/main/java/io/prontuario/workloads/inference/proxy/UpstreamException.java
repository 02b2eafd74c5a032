package io.prontuario.workloads.inference.proxy;

/** The other server is at fault. */
final class UpstreamException extends Exception {
    private static final long serialVersionUID = 1L;

    UpstreamException(String message) {
        super(message);
    }
}
