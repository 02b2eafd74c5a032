package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.common.ErrorFormat;

/** Errors in OpenAI's format. */
public final class OpenAiErrors implements ErrorFormat {
    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public Object of(int status, String detail) {
        return ErrorBody.of(status, "bad_request", null, detail);
    }
}
