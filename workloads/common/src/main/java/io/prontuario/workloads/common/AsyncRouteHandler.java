package io.prontuario.workloads.common;

import io.prontuario.workloads.common.AsyncRoute.Exchange;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Runs before the servlet chain. It declares the whole server non-blocking, so that a request is read and an
 * {@link AsyncRoute} is started on the selector thread without a thread switch; every other request is dispatched to the
 * thread pool.
 */
final class AsyncRouteHandler extends Handler.Wrapper {
    private static final HttpField CLOSE =
            new PreEncodedHttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private final List<AsyncRoute> routes;
    private final List<HttpField> headers;
    private final HttpMetrics metrics;
    private final RequestThreads requests;
    private final BooleanSupplier draining;

    /**
     * @param headers added to every response
     * @param requests runs what may block; not the server's own threads, which new connections need
     */
    AsyncRouteHandler(
            List<AsyncRoute> routes,
            Map<String, String> headers,
            HttpMetrics metrics,
            RequestThreads requests,
            BooleanSupplier draining) {
        this.routes = List.copyOf(routes);
        this.headers = headers.entrySet().stream()
                .<HttpField>map(header -> new PreEncodedHttpField(header.getKey(), header.getValue()))
                .toList();
        this.metrics = metrics;
        this.requests = requests;
        this.draining = draining;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if ("GET".equals(request.getMethod()) && path != null && !hasBody(request.getHeaders())) {
            for (AsyncRoute route : routes) {
                if (route.matches(path)) {
                    route.handle(new JettyExchange(route.pattern(), path, request, response, callback));
                    return true;
                }
            }
        }
        requests.execute(
                () -> dispatch(request, response, callback), () -> refuse(request, response, callback, "none"));
        return true;
    }

    private static boolean hasBody(HttpFields headers) {
        return headers.contains(HttpHeader.CONTENT_LENGTH) || headers.contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** Treats an unhandled request and an exception as Jetty's server does. */
    private void dispatch(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable failed) {
            Response.writeError(request, response, callback, failed);
        }
    }

    private void refuse(Request request, Response response, Callback callback, String route) {
        metrics.finished(request.getMethod(), route, 503, System.nanoTime() - request.getBeginNanoTime());
        Response.writeError(request, response, callback, 503);
    }

    private final class JettyExchange implements Exchange {
        private final long started = System.nanoTime();
        private final String pattern;
        private final String path;
        private final Request request;
        private final Response response;
        private final Callback callback;

        private JettyExchange(String pattern, String path, Request request, Response response, Callback callback) {
            this.pattern = pattern;
            this.path = path;
            this.request = request;
            this.response = response;
            this.callback = callback;
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public @Nullable String header(String name) {
            return request.getHeaders().get(name);
        }

        @Override
        public void onThread(Runnable work) {
            requests.execute(work, () -> refuse(request, response, callback, pattern));
        }

        @Override
        public void respond(HttpReply reply) {
            response.setStatus(reply.status());
            HttpFields.Mutable fields = response.getHeaders();
            headers.forEach(fields::add);
            if (draining.getAsBoolean()) {
                fields.add(CLOSE); // a keep-alive connection must not send its next request to a closed server
            }
            fields.add(
                    JSON.getValue().equals(reply.mediaType())
                            ? JSON
                            : new HttpField(HttpHeader.CONTENT_TYPE, reply.mediaType()));
            reply.headers().forEach((name, value) -> fields.add(field(name, value)));
            metrics.finished("GET", pattern, reply.status(), System.nanoTime() - started);
            response.write(true, ByteBuffer.wrap(reply.body()), callback);
        }

        private HttpField field(String name, String value) {
            return name.equals(NO_STORE.getName()) && value.equals(NO_STORE.getValue())
                    ? NO_STORE
                    : new HttpField(name, value);
        }
    }
}
