package io.prontuario.workloads.inference.http;

import java.util.Optional;

/** An error response, with the fields of OpenAI's error object. */
final class RequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient Optional<String> param;

    RequestException(int status, String code, Optional<String> param, String message) {
        super(message);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    /** A field of the request is invalid. */
    static RequestException field(String param, String message) {
        return new RequestException(400, "invalid_value", Optional.of(param), param + " " + message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    Optional<String> param() {
        return param;
    }
}
