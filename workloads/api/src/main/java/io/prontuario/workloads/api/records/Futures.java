package io.prontuario.workloads.api.records;

import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waits for futures and unwraps their exceptions. */
public final class Futures {
    private Futures() {}

    /** Waits for the result. The producer bounds the wait. */
    public static <T> T await(CompletionStage<T> stage) throws SQLException, InterruptedException {
        try {
            return stage.toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw sql(failed);
        }
    }

    /** The cause inside nested {@link CompletionException}s and {@link ExecutionException}s. */
    public static Throwable unwrap(Throwable failed) {
        Throwable cause = failed;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static SQLException sql(Throwable failed) {
        Throwable cause = unwrap(failed);
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        if (cause instanceof Error broken) {
            throw broken;
        }
        return cause instanceof SQLException known ? known : new SQLException(cause);
    }
}
