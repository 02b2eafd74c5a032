package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.common.HttpReply;
import io.prontuario.workloads.common.Identity;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type URN of the kind of problem
 * @param title summary of the kind
 * @param status the HTTP status
 * @param detail what went wrong and what to do; no personal data
 * @param available operations that this site serves now; with status 503 only
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String site,
        String profile,
        @Nullable List<String> available) {
    private static final String MEDIA_TYPE = "application/problem+json";

    /** Kinds of problem. */
    public enum Kind {
        /** The request is malformed. */
        BAD_REQUEST(400, "Invalid request"),
        /** The request has no valid token. */
        UNAUTHENTICATED(401, "Authentication required"),
        /** The caller is authenticated but not authorized. */
        FORBIDDEN(403, "Not allowed"),
        /** The resource does not exist. */
        NOT_FOUND(404, "Not found"),
        /** The feature is not part of the current profile. */
        NOT_IN_PROFILE(503, "Not available in this profile"),
        /** The record database is unavailable. */
        RECORDS_UNAVAILABLE(503, "The record is unavailable"),
        /** It is not known whether a write was applied. */
        OUTCOME_UNKNOWN(503, "The outcome of the write is unknown"),
        /** The inference service is unavailable. */
        ASSISTANT_UNAVAILABLE(503, "The assistant is unavailable"),
        /** No channel has acknowledged the alert yet. */
        ALERT_UNDELIVERED(503, "The alert has not been delivered yet"),
        /** The request contradicts the state of the record. */
        CONFLICT(409, "Conflict"),
        /** The patient was merged into another one. */
        MERGED(410, "Merged"),
        /** The patient has another version than the request expects. */
        VERSION_CHANGED(412, "Another version"),
        /** The request must name the version that it changes. */
        VERSION_REQUIRED(428, "If-Match required"),
        /** The idempotency key was used for a different request. */
        KEY_REUSED(422, "Idempotency-Key reused"),
        /** The body exceeds the limit of this profile. */
        TOO_LARGE(413, "Too large"),
        /** The user name is locked after too many wrong passwords. */
        LOCKED(429, "Locked"),
        /** All seats of the emergency service are taken. */
        NO_SEAT(503, "No seat is free"),
        /** The object storage is unavailable. */
        DOCUMENTS_UNAVAILABLE(503, "Documents are unavailable"),
        /** A rate limit or queue limit is exceeded. */
        BUSY(429, "Busy"),
        /** A bug. */
        INTERNAL(500, "Internal error");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** Value of the header {@code Retry-After}, in seconds. */
        private int retryAfterSeconds() {
            return switch (this) {
                case LOCKED -> 900;
                case NO_SEAT, NOT_IN_PROFILE -> 30;
                default -> 1;
            };
        }

        private Map<String, String> headers() {
            return switch (status) {
                case 401 -> Map.of("WWW-Authenticate", "Bearer realm=\"prontuario\"");
                case 429, 503 -> Map.of("Retry-After", Integer.toString(retryAfterSeconds()));
                default -> Map.of();
            };
        }

        String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Responds with a problem document. */
    public static void respond(Context ctx, Identity identity, Kind kind, String detail) {
        of(identity, kind, detail).send(ctx);
    }

    /** A response with a problem document. */
    static HttpReply of(Identity identity, Kind kind, String detail) {
        Problem problem = new Problem(
                "urn:prontuario:problem:" + kind.wireName(),
                kind.title,
                kind.status,
                detail,
                identity.site(),
                identity.profile().wireName(),
                kind.status == 503 ? Feature.available(identity.profile()) : null);
        return HttpReply.json(kind.status, MEDIA_TYPE, kind.headers(), problem);
    }

    /** A response for a status that the HTTP layer has set, such as 405 or 413. */
    static HttpReply of(Identity identity, int status, String detail) {
        Problem problem = new Problem(
                "about:blank",
                "HTTP " + status,
                status,
                detail,
                identity.site(),
                identity.profile().wireName(),
                null);
        return HttpReply.json(status, MEDIA_TYPE, Map.of(), problem);
    }
}
