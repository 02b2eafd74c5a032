package io.prontuario.workloads.common;

import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Rejects a method that HTTP does not define with 405. The router remembers every method that it has seen, and metrics have a
 * label for it: invented methods would let both grow without bound.
 */
final class MethodFilter extends Handler.Wrapper {
    /** The methods that routes may use, as the value of the header {@code Allow}. */
    static final String ALLOW = "GET, HEAD, POST, PUT";

    private static final Set<String> DEFINED =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!DEFINED.contains(request.getMethod())) {
            // not 501: the client has to correct its request
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
