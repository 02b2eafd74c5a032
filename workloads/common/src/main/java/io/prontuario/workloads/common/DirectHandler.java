package io.prontuario.workloads.common;

import io.prontuario.workloads.common.DirectRoute.Exchange;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
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
 * In front of the servlet chain. It says of the whole server that it does not block, so that requests are read and direct
 * routes begun on one thread without a hand-over; what is not theirs is handed to a thread that may block.
 */
final class DirectHandler extends Handler.Wrapper {
    private static final HttpField CLOSE =
            new PreEncodedHttpField(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
    private static final HttpField JSON = new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, "application/json");
    private static final HttpField NO_STORE = new PreEncodedHttpField(HttpHeader.CACHE_CONTROL, "no-store");

    private final List<DirectRoute> routes;
    private final List<HttpField> always;
    private final HttpMetrics metrics;
    private final BooleanSupplier draining;

    /** @param always headers of every response */
    DirectHandler(List<DirectRoute> routes, Map<String, String> always, HttpMetrics metrics, BooleanSupplier draining) {
        this.routes = List.copyOf(routes);
        this.always = always.entrySet().stream()
                .<HttpField>map(header -> new PreEncodedHttpField(header.getKey(), header.getValue()))
                .toList();
        this.metrics = metrics;
        this.draining = draining;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        String path = request.getHttpURI().getPath();
        if ("GET".equals(request.getMethod()) && path != null && !body(request.getHeaders())) {
            for (DirectRoute route : routes) {
                if (route.takes(path)) {
                    route.begin(new Direct(route.pattern(), path, request, response, callback));
                    return true;
                }
            }
        }
        request.getComponents().getExecutor().execute(() -> pass(request, response, callback));
        return true;
    }

    private static boolean body(HttpFields headers) {
        return headers.contains(HttpHeader.CONTENT_LENGTH) || headers.contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** As the server does with what a handler leaves or throws. */
    private void pass(Request request, Response response, Callback callback) {
        try {
            if (!super.handle(request, response, callback)) {
                Response.writeError(request, response, callback, 404);
            }
        } catch (Throwable failed) {
            Response.writeError(request, response, callback, failed);
        }
    }

    private final class Direct implements Exchange {
        private final long started = System.nanoTime();
        private final String pattern;
        private final String path;
        private final Request request;
        private final Response response;
        private final Callback callback;

        private Direct(String pattern, String path, Request request, Response response, Callback callback) {
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
        public Executor executor() {
            return request.getComponents().getExecutor();
        }

        @Override
        public void answer(Reply reply) {
            response.setStatus(reply.status());
            HttpFields.Mutable headers = response.getHeaders();
            always.forEach(headers::add);
            if (draining.getAsBoolean()) {
                headers.add(CLOSE); // a kept-alive connection must not carry the next request into a closed server
            }
            headers.add(
                    JSON.getValue().equals(reply.mediaType())
                            ? JSON
                            : new HttpField(HttpHeader.CONTENT_TYPE, reply.mediaType()));
            reply.headers().forEach((name, value) -> headers.add(field(name, value)));
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
