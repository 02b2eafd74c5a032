package io.prontuario.workloads.common;

import java.util.LinkedHashMap;
import java.util.Map;

/** What an error looks like to a service's clients. */
public interface ErrorShape {
    /** Its media type. */
    String mediaType();

    /** The body, to be written as JSON. */
    Object of(int status, String detail);

    /** A problem document (RFC 9457). */
    static ErrorShape problem(Identity identity) {
        return new ErrorShape() {
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
                problem.put("profile", identity.profile().word());
                return problem;
            }
        };
    }
}
