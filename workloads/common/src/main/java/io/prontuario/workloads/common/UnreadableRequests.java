package io.prontuario.workloads.common;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what the HTTP server itself refuses, before any route: such a request has no context, but its sender gets an error in the service's own shape. */
final class UnreadableRequests implements Request.Handler {
    private final Identity identity;
    private final ErrorShape shape;

    UnreadableRequests(Identity identity, ErrorShape shape) {
        this.identity = identity;
        this.shape = shape;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (response.getStatus() == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505) {
            // a line without a target, or with a version that never was, is the sender's fault and not the server's
            response.setStatus(HttpStatus.BAD_REQUEST_400);
        }
        int status = response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, shape.mediaType());
        identity.headers().forEach(response.getHeaders()::put);
        boolean method = status == HttpStatus.METHOD_NOT_ALLOWED_405;
        if (method) {
            response.getHeaders().put(HttpHeader.ALLOW, KnownMethods.ALLOW);
        }
        byte[] body = Json.bytes(shape.of(
                status,
                method
                        ? "No route knows this method; send one of " + KnownMethods.ALLOW + "."
                        : "This is no request that HTTP allows; correct its line and headers."));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }
}
