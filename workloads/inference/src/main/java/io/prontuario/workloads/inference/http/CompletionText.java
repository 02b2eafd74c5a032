package io.prontuario.workloads.inference.http;

import io.prontuario.workloads.common.ClientConnection;
import io.prontuario.workloads.inference.engine.TextSink;

/** Collects the text of an unstreamed completion. */
final class CompletionText implements TextSink {
    private final StringBuilder text = new StringBuilder();
    private final ClientConnection client;
    private final Runnable onFirst;

    CompletionText(ClientConnection client, Runnable onFirst) {
        this.client = client;
        this.onFirst = onFirst;
    }

    @Override
    public void accept(String piece) {
        if (text.isEmpty()) {
            onFirst.run();
        }
        text.append(piece);
    }

    @Override
    public boolean isOpen() {
        return client.isOpen();
    }

    String text() {
        return text.toString();
    }
}
