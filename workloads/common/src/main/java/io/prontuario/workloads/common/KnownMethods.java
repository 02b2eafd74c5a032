package io.prontuario.workloads.common;

import java.util.Set;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a method that HTTP does not define. What routes requests keeps every method that it ever saw, and metrics are counted by
 * method: whoever invents methods would make both grow without end.
 */
final class KnownMethods extends Handler.Wrapper {
    /** What routes here may answer at all, as the header {@code Allow} has it. */
    static final String ALLOW = "GET, HEAD, POST, PUT";

    private static final Set<String> DEFINED =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE");

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        if (!DEFINED.contains(request.getMethod())) {
            // not 501: to write another method is the sender's to do
            Response.writeError(request, response, callback, HttpStatus.METHOD_NOT_ALLOWED_405);
            return true;
        }
        return super.handle(request, response, callback);
    }
}
