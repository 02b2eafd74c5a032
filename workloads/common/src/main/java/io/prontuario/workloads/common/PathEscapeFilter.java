package io.prontuario.workloads.common;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Rejects a path with an invalid percent-encoding (RFC 3986, section 2.1) with 400. Jetty accepts {@code %u00e9}; the router,
 * which decodes the path, throws on it, and the client's mistake would be reported as a server error.
 */
final class PathEscapeFilter extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path != null && !valid(path)) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(request, response, callback);
    }

    static boolean valid(String path) {
        for (int percent = path.indexOf('%'); percent >= 0; percent = path.indexOf('%', percent + 1)) {
            if (percent + 2 >= path.length() || !hex(path.charAt(percent + 1)) || !hex(path.charAt(percent + 2))) {
                return false;
            }
        }
        return true;
    }

    private static boolean hex(char digit) {
        return digit >= '0' && digit <= '9' || digit >= 'a' && digit <= 'f' || digit >= 'A' && digit <= 'F';
    }
}
