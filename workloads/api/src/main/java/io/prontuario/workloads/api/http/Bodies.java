package io.prontuario.workloads.api.http;

import io.prontuario.workloads.common.Identity;
import java.util.LinkedHashMap;
import java.util.Map;

/** Response bodies that name the answering site and profile. */
final class Bodies {
    private Bodies() {}

    /** A mutable body with site and profile. */
    static Map<String, Object> of(Identity identity) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("site", identity.site());
        body.put("profile", identity.profile().wireName());
        return body;
    }

    /** A mutable body with one further field, site and profile. */
    static Map<String, Object> of(Identity identity, String field, Object value) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put(field, value);
        body.putAll(of(identity));
        return body;
    }
}
