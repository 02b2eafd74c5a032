package io.prontuario.workloads.inference.engine;

import java.io.IOException;

/** Receives generated text piece by piece. */
public interface TextSink {
    /** Writes the next piece. */
    void accept(String text) throws IOException;

    /** Whether the client is still connected. Called before every piece, so it must be cheap. */
    boolean isOpen();
}
