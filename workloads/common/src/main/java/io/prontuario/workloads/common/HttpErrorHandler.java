package io.prontuario.workloads.common;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers requests that Jetty or a filter rejects before any route, in the service's error format. */
final class HttpErrorHandler implements Request.Handler {
    private static final int RETRY_SECONDS = 1;

    private final Identity identity;
    private final ErrorFormat format;

    HttpErrorHandler(Identity identity, ErrorFormat format) {
        this.identity = identity;
        this.format = format;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (response.getStatus() == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505) {
            // a request line without a target, or with an unknown version, is the client's error
            response.setStatus(HttpStatus.BAD_REQUEST_400);
        }
        int status = response.getStatus();
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, format.mediaType());
        identity.headers().forEach(response.getHeaders()::put);
        switch (status) {
            case HttpStatus.METHOD_NOT_ALLOWED_405 -> response.getHeaders().put(HttpHeader.ALLOW, MethodFilter.ALLOW);
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> response.getHeaders().put(HttpHeader.RETRY_AFTER, RETRY_SECONDS);
            default -> {}
        }
        byte[] body = Json.bytes(format.of(status, detail(status)));
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
        response.write(true, ByteBuffer.wrap(body), callback);
        return true;
    }

    private static String detail(int status) {
        return switch (status) {
            case HttpStatus.METHOD_NOT_ALLOWED_405 -> "Unknown HTTP method; use one of " + MethodFilter.ALLOW + ".";
            case HttpStatus.SERVICE_UNAVAILABLE_503 -> "Too many requests wait. Retry in " + RETRY_SECONDS + " s.";
            case HttpStatus.NOT_FOUND_404 -> "No such path.";
            case HttpStatus.INTERNAL_SERVER_ERROR_500 -> "Internal error.";
            default -> "Malformed HTTP request; correct the request line and the headers.";
        };
    }
}
