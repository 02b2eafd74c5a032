package io.prontuario.host.agent.http;

import io.prontuario.host.protocol.AgentAnswer;
import io.prontuario.host.protocol.Json;
import io.prontuario.host.protocol.WireAnswer;
import java.io.IOException;

/**
 * One request that the agent answers.
 *
 * @param method {@code GET} needs the read token or the write token, every other method the write token
 * @param path the whole path, for example {@code /v1/report}
 */
public record Endpoint(String method, String path, Handler handler) {
    interface Handler {
        Response answer(String body) throws IOException;
    }

    record Response(int status, Object body) {}

    /** Makes a report; the result is sent as JSON. */
    public interface Report {
        Object make() throws IOException;
    }

    /** Carries out an order. */
    public interface Order<T> {
        AgentAnswer carryOut(T order) throws IOException;
    }

    /** A request that changes nothing. */
    public static Endpoint report(String path, Report report) {
        return new Endpoint("GET", path, body -> new Response(200, report.make()));
    }

    /** A request whose JSON body is an order of the given type. */
    public static <T> Endpoint order(String path, Class<T> type, Order<T> order) {
        return new Endpoint("PUT", path, body -> {
            AgentAnswer answer = order.carryOut(Json.read(body, type));
            return new Response(WireAnswer.status(answer), WireAnswer.of(answer));
        });
    }
}
