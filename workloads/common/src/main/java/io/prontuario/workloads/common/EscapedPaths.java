package io.prontuario.workloads.common;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Refuses a path with a percent sign that begins no escape (RFC 3986, 2.1). The server itself lets {@code %u00e9} through; what
 * decodes it for a route would throw, and the sender's fault would be told as ours.
 */
final class EscapedPaths extends Handler.Wrapper {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (path != null && !wellEscaped(path)) {
            Response.writeError(request, response, callback, HttpStatus.BAD_REQUEST_400);
            return true;
        }
        return super.handle(request, response, callback);
    }

    static boolean wellEscaped(String path) {
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
