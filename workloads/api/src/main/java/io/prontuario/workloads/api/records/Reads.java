package io.prontuario.workloads.api.records;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Chooses where a read goes: to the local copy within the bound, else to the writer, and if the writer does not answer to the
 * copy all the same, marked with its age. A read is never refused because the writer moves.
 */
public final class Reads {
    /** Where a read can go. */
    public enum Side {
        /** The local copy. */
        COPY,
        /** The writer. */
        WRITER
    }

    /** How long a read waits until the copy shows the position that it carries. */
    private static final Duration POSITION_WAIT = Duration.ofMillis(50);
    /**
     * A read that the copy can answer does not wait longer for the writer. With the 250 ms that its audit entry may wait for the record
     * this is less than the 600 ms after which the front door asks again: else every repetition would time out too.
     */
    private static final int WRITER_ANSWER_MILLIS = 150;

    private final DataSource local;
    private final Optional<RecordSources.Split> split;

    Reads(DataSource local, Optional<RecordSources.Split> split) {
        this.local = local;
        this.split = split;
    }

    /** The sides to try in this order, and what was known about the copy when this was decided. */
    private record Plan(List<Side> sides, CopyState copy) {}

    /** Runs a read in a transaction. */
    public <T> T run(ReadContext context, Transactions.Work<T> work) throws SQLException {
        if (split.isEmpty()) {
            return Transactions.run(local, work);
        }
        return run(context, plan(split.get(), context, reached(split.get(), context)), 0, work);
    }

    private <T> T run(ReadContext context, Plan plan, int attempt, Transactions.Work<T> work) throws SQLException {
        Side side = plan.sides().get(attempt);
        try {
            T result = Transactions.run(connections(side), work);
            answered(context, plan, side);
            return result;
        } catch (SQLException failed) {
            if (!goesOn(plan, attempt, side, failed)) {
                throw failed;
            }
        }
        return run(context, plan, attempt + 1, work);
    }

    /** Runs a read without blocking; {@code find} reads from the given side. */
    <T> CompletableFuture<T> find(ReadContext context, Function<Side, CompletableFuture<T>> find) {
        if (split.isEmpty()) {
            return find.apply(Side.COPY);
        }
        RecordSources.Split parts = split.get();
        CompletableFuture<Boolean> reached = context.position()
                .map(position -> parts.copyMonitor().shows(position, POSITION_WAIT))
                .orElseGet(() -> CompletableFuture.completedFuture(true));
        return reached.thenCompose(shown -> find(context, plan(parts, context, shown), 0, find));
    }

    private <T> CompletableFuture<T> find(
            ReadContext context, Plan plan, int attempt, Function<Side, CompletableFuture<T>> find) {
        Side side = plan.sides().get(attempt);
        return find.apply(side)
                .handle((found, failed) -> {
                    if (failed == null) {
                        answered(context, plan, side);
                        return CompletableFuture.completedFuture(found);
                    }
                    return Futures.unwrap(failed) instanceof SQLException sql && goesOn(plan, attempt, side, sql)
                            ? find(context, plan, attempt + 1, find)
                            : CompletableFuture.<T>failedFuture(failed);
                })
                .thenCompose(Function.identity());
    }

    private static boolean reached(RecordSources.Split parts, ReadContext context) throws SQLException {
        if (context.position().isEmpty()) {
            return true;
        }
        try {
            return Futures.await(parts.copyMonitor().shows(context.position().get(), POSITION_WAIT));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** @param reached whether the copy shows the position that the read carries */
    private static Plan plan(RecordSources.Split parts, ReadContext context, boolean reached) {
        CopyState copy = parts.copyMonitor().state();
        boolean writerUp = parts.writerMonitor().up();
        boolean copyFirst = !context.writerFirst() && reached && copy.current();
        if (copyFirst) {
            return new Plan(List.of(Side.COPY, Side.WRITER), copy);
        }
        // a writer that was not reached a moment ago is not tried before the copy: the read must not wait for it
        return new Plan(
                writerUp ? List.of(Side.WRITER, Side.COPY) : List.of(Side.COPY, Side.WRITER),
                reached ? copy : behind(copy));
    }

    /** A copy without a commit that the read knows of is old for this read. */
    private static CopyState behind(CopyState copy) {
        return copy.standing() == CopyState.Standing.WITHIN
                ? new CopyState(
                        CopyState.Standing.BEHIND,
                        copy.atNanos(),
                        copy.lagNanos(),
                        copy.currentAtNanos(),
                        copy.replayed())
                : copy;
    }

    /** Whether the next side may be tried after this failure. */
    private boolean goesOn(Plan plan, int attempt, Side side, SQLException failed) {
        if (!Outages.is(failed)) {
            return false;
        }
        if (side == Side.WRITER && Outages.isLoss(failed)) {
            split.ifPresent(parts -> parts.writerMonitor().suspect());
        }
        return attempt + 1 < plan.sides().size();
    }

    private static void answered(ReadContext context, Plan plan, Side side) {
        if (side == Side.COPY && !plan.copy().current()) {
            OptionalLong at = plan.copy().currentAtNanos();
            context.readFromOldCopy(
                    at.isPresent()
                            ? OptionalLong.of((System.nanoTime() - at.getAsLong()) / 1_000_000)
                            : OptionalLong.empty());
        }
    }

    /** Connections of a side. */
    Connections connections(Side side) {
        return side == Side.COPY || split.isEmpty()
                ? local::getConnection
                : Connections.answering(split.get().writer()::getConnection, WRITER_ANSWER_MILLIS);
    }
}
