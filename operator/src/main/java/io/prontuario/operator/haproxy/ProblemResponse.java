package io.prontuario.operator.haproxy;

/** Responses of the front door itself, as RFC 9457 problems. They contain a request id and no personal data. */
final class ProblemResponse {
    private ProblemResponse() {}

    static void writeDefaults(ConfigText text) {
        text.line(error(400, "The request could not be read", "The front door could not parse the request.", 0))
                .line(error(408, "The request did not arrive in time", "Send the whole request within 10 seconds.", 0))
                .line(error(500, "The front door failed", "Report the requestId.", 0))
                .line(error(502, "The answer broke off", "The site stopped answering before its answer began.", 1))
                .line(error(503, "Nothing can serve this now", "No site answers for this route.", 2))
                .line(error(504, "No site answered in time", "Every site that was asked took too long.", 1));
    }

    /** A {@code http-error} line; {@code retryAfterSeconds} 0 omits the header. */
    static String error(int status, String title, String detail, int retryAfterSeconds) {
        return "http-error status " + status + " " + body(status, title, detail) + retryAfter(retryAfterSeconds);
    }

    /** An {@code http-request return} line. */
    static String answer(int status, String title, String detail, int retryAfterSeconds) {
        return "http-request return status " + status + " " + body(status, title, detail)
                + retryAfter(retryAfterSeconds);
    }

    private static String body(int status, String title, String detail) {
        return "content-type application/problem+json lf-string '{\"type\":\"about:blank\",\"title\":\"" + title
                + "\",\"status\":" + status + ",\"detail\":\"" + detail + "\",\"requestId\":\"%ID\"}'";
    }

    private static String retryAfter(int seconds) {
        return seconds == 0 ? "" : " hdr Retry-After " + seconds;
    }
}
