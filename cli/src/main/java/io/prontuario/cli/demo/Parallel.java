package io.prontuario.cli.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The same for several, at once: two hosts that die together do not die one after the other. */
final class Parallel {
    private Parallel() {}

    static <T> void each(List<T> items, Consumer<T> action) {
        CompletableFuture.allOf(items.stream()
                        .map(item -> CompletableFuture.runAsync(() -> action.accept(item), task -> {
                            Thread thread = new Thread(task, "fault");
                            thread.setDaemon(true);
                            thread.start();
                        }))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
