package io.prontuario.testbed.demo;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Runs an action on several items at the same time: two hosts that die together must not die one after the other. */
public final class Parallel {
    private Parallel() {}

    /** Results in the order of the items. */
    public static <T, R> List<R> each(List<T> items, Function<T, R> action) {
        List<CompletableFuture<R>> running = items.stream()
                .map(item -> CompletableFuture.supplyAsync(() -> action.apply(item), Parallel::start))
                .toList();
        try {
            return running.stream().map(CompletableFuture::join).toList();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    public static <T> void run(List<T> items, Consumer<T> action) {
        each(items, item -> {
            action.accept(item);
            return item;
        });
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "fault");
        thread.setDaemon(true);
        thread.start();
    }
}
