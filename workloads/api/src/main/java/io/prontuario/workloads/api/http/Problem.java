package io.prontuario.workloads.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.javalin.http.Context;
import io.prontuario.workloads.api.Feature;
import io.prontuario.workloads.common.Identity;
import io.prontuario.workloads.common.Reply;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param type names the kind of problem
 * @param title the kind in words
 * @param status the HTTP status
 * @param detail what happened here and what to do; no personal data
 * @param available what this site serves now, when that is part of the answer
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
        BAD_REQUEST(400, "The request cannot be understood"),
        /** Nobody knows who asks. */
        UNAUTHENTICATED(401, "Who are you?"),
        /** Known, but not allowed. */
        FORBIDDEN(403, "Not allowed"),
        /** There is no such thing. */
        NOT_FOUND(404, "Not found"),
        /** The feature is not part of the profile that serves now. */
        NOT_IN_PROFILE(503, "Not available in this profile"),
        /** The record database does not answer. */
        RECORDS_UNAVAILABLE(503, "The record is unavailable"),
        /** The inference service does not answer. */
        ASSISTANT_UNAVAILABLE(503, "The assistant is unavailable"),
        /** Nobody has the alert yet. */
        ALERT_UNDELIVERED(503, "The alert has reached nobody yet"),
        /** An idempotency key stands for another request. */
        KEY_REUSED(422, "Idempotency-Key reused"),
        /** The body is larger than this profile takes. */
        TOO_LARGE(413, "Too large"),
        /** Too many wrong passwords. */
        LOCKED(429, "Locked"),
        /** Every seat of the emergency service is taken. */
        NO_SEAT(503, "No seat is free"),
        /** The object storage does not answer. */
        DOCUMENTS_UNAVAILABLE(503, "Documents are unavailable"),
        /** Too much at once. */
        BUSY(429, "Busy"),
        /** A bug. */
        INTERNAL(500, "The service failed");

        private final int status;
        private final String title;

        Kind(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** After how many seconds a repetition may have another answer. */
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

        String word() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /** Answers with a problem. */
    public static void respond(Context ctx, Identity identity, Kind kind, String detail) {
        of(identity, kind, detail).send(ctx);
    }

    /** A problem as an answer. */
    static Reply of(Identity identity, Kind kind, String detail) {
        Problem problem = new Problem(
                "urn:prontuario:problem:" + kind.word(),
                kind.title,
                kind.status,
                detail,
                identity.site(),
                identity.profile().word(),
                kind.status == 503 ? Feature.available(identity.profile()) : null);
        return Reply.json(kind.status, MEDIA_TYPE, kind.headers(), problem);
    }

    /** A status that the HTTP layer itself decided, such as 405 or 413. */
    static Reply of(Identity identity, int status, String detail) {
        Problem problem = new Problem(
                "about:blank",
                "HTTP " + status,
                status,
                detail,
                identity.site(),
                identity.profile().word(),
                null);
        return Reply.json(status, MEDIA_TYPE, Map.of(), problem);
    }
}
