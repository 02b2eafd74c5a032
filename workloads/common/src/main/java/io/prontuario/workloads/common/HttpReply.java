package io.prontuario.workloads.common;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A complete response, for servlet routes and asynchronous routes alike.
 *
 * @param status HTTP status
 * @param mediaType of the body
 * @param headers in addition to the headers of every response; values contain no line breaks
 * @param body not modified after construction
 */
@SuppressWarnings("ArrayRecordComponent") // written once, never compared
public record HttpReply(int status, String mediaType, Map<String, String> headers, byte[] body) {
    /** A response with the value as JSON. */
    public static HttpReply json(int status, String mediaType, Map<String, String> headers, Object value) {
        return new HttpReply(status, mediaType, headers, Json.bytes(value));
    }

    /** This response with one more header. */
    public HttpReply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new HttpReply(status, mediaType, more, body);
    }

    /** Sends this response to a servlet request. */
    public void send(Context ctx) {
        headers.forEach(ctx::header);
        ctx.status(status).contentType(mediaType).result(body);
    }

    /** Omits the content: it may be a patient's record. */
    @Override
    public String toString() {
        return "Reply[" + status + "]";
    }
}
