package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.common.ErrorShape;

/** Errors in OpenAI's format. */
public final class OpenAiErrors implements ErrorShape {
    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public Object of(int status, String detail) {
        return ErrorBody.of(status, "bad_request", null, detail);
    }
}
