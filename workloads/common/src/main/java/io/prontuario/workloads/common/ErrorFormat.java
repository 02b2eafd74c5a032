package io.prontuario.workloads.common;

import java.util.LinkedHashMap;
import java.util.Map;

/** Format of a service's error responses. */
public interface ErrorFormat {
    /** The media type of the body. */
    String mediaType();

    /** The body, serialized as JSON. */
    Object of(int status, String detail);

    /** Problem documents (RFC 9457). */
    static ErrorFormat problem(Identity identity) {
        return new ErrorFormat() {
            @Override
            public String mediaType() {
                return "application/problem+json";
            }

            @Override
            public Object of(int status, String detail) {
                Map<String, Object> problem = new LinkedHashMap<>();
                problem.put("type", "about:blank");
                problem.put("title", "HTTP " + status);
                problem.put("status", status);
                problem.put("detail", detail);
                problem.put("site", identity.site());
                problem.put("profile", identity.profile().wireName());
                return problem;
            }
        };
    }
}
