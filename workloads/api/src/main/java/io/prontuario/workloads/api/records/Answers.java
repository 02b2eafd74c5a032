package io.prontuario.workloads.api.records;

import java.sql.SQLException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/** Waiting for what comes later, for threads that may, with the failure as it was. */
public final class Answers {
    private Answers() {}

    /** Waits for it: the one who promised it bounds how long. */
    public static <T> T await(CompletionStage<T> promised) throws SQLException, InterruptedException {
        try {
            return promised.toCompletableFuture().get();
        } catch (ExecutionException failed) {
            throw sql(failed);
        }
    }

    /** What failed, without the wrapping of those that handed it on. */
    public static Throwable cause(Throwable failed) {
        Throwable cause = failed;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static SQLException sql(Throwable failed) {
        Throwable cause = cause(failed);
        if (cause instanceof RuntimeException bug) {
            throw bug;
        }
        if (cause instanceof Error broken) {
            throw broken;
        }
        return cause instanceof SQLException known ? known : new SQLException(cause);
    }
}
