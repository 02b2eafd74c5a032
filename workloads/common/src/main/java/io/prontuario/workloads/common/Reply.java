package io.prontuario.workloads.common;

import io.javalin.http.Context;
import java.util.Map;

/**
 * A whole answer, whichever way its request came.
 *
 * @param status HTTP status
 * @param mediaType of the body
 * @param headers besides those that every response carries; names are its own, values contain no line ends
 * @param body never changed afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // a response's bytes, written once
public record Reply(int status, String mediaType, Map<String, String> headers, byte[] body) {
    /** The value as JSON. */
    public static Reply json(int status, String mediaType, Map<String, String> headers, Object value) {
        return new Reply(status, mediaType, headers, Json.bytes(value));
    }

    /** Answers a request of the servlet chain with it. */
    public void send(Context ctx) {
        headers.forEach(ctx::header);
        ctx.status(status).contentType(mediaType).result(body);
    }

    /** Says nothing of what it carries: it may be somebody's record. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
