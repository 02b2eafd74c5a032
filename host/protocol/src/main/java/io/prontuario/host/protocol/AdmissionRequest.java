package io.prontuario.host.protocol;

import io.prontuario.continuity.model.FencingToken;

/** Body of {@code PUT /v1/admission}. */
public record AdmissionRequest(long term, long epoch, String bootId) {
    public FencingToken token() {
        return new FencingToken(term, epoch, 0);
    }
}
