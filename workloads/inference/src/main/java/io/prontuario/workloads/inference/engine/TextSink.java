package io.prontuario.workloads.inference.engine;

import java.io.IOException;

/** Takes an answer piece by piece. */
public interface TextSink {
    /** Takes the next piece. */
    void accept(String text) throws IOException;

    /** Whether somebody still wants the answer; asked before every piece, so it must be cheap. */
    boolean wanted();
}
