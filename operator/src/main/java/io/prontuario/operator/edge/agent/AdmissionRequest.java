package io.prontuario.operator.edge.agent;

import io.prontuario.operator.edge.Stamp;

/** Body of {@code PUT /v1/admission}. */
public record AdmissionRequest(long term, long epoch, String bootId) {
    Stamp stamp() {
        return new Stamp(term, epoch, 0);
    }
}
