package io.prontuario.host.agent.http;

import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.Json;
import io.prontuario.host.protocol.WireAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One request that the agent answers.
 *
 * @param method {@code GET} needs the read token or the write token, every other method the write token
 * @param path the whole path, for example {@code /v1/report}
 */
public record Endpoint(String method, String path, Handler handler) {
    interface Handler {
        Response answer(Request request) throws IOException;
    }

    /** @param rest of the path, after the endpoint's */
    record Request(String rest, String body) {}

    /** @param body sent as JSON; a {@link Path}: the file's bytes */
    record Response(int status, Object body) {}

    /** Makes a report; the result is sent as JSON. */
    public interface Report {
        Object make() throws IOException;
    }

    /** Carries out an order. */
    public interface Order<T> {
        AgentAnswer carryOut(T order) throws IOException;
    }

    /** Finds a file. */
    public interface Files {
        /** @param name the rest of the request's path; it can be any text */
        Optional<Path> find(String name) throws IOException;
    }

    /** A request that changes nothing. */
    public static Endpoint report(String path, Report report) {
        return new Endpoint("GET", path, request -> new Response(200, report.make()));
    }

    /** A request whose JSON body is an order of the given type. */
    public static <T> Endpoint order(String path, Class<T> type, Order<T> order) {
        return new Endpoint("PUT", path, request -> {
            AgentAnswer answer = order.carryOut(Json.read(request.body(), type));
            return new Response(WireAnswer.status(answer), WireAnswer.of(answer));
        });
    }

    /** Requests for files under a path that ends with a slash; each is sent as it is on disk, a piece at a time. */
    public static Endpoint files(String path, Files files) {
        return new Endpoint("GET", path, request -> files.find(request.rest())
                .map(file -> new Response(200, file))
                .orElseGet(() -> new Response(
                        404, new WireAnswer(null, "NotFound", "No file " + request.rest() + " is here", null))));
    }
}
