package io.prontuario.operator.observe;

import io.prontuario.operator.desired.ReportingJob;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the job that ships the projection every half minute, off the reconcile threads: whatever it meets goes into status and
 * changes nothing else.
 */
public final class ProjectionPoller implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProjectionPoller.class);

    private final ProjectionClient source;
    private final Duration every;
    private final Runnable onLook;
    private @Nullable ScheduledExecutorService clock;
    private volatile @Nullable Seen seen;

    /**
     * A job and what it was heard to say.
     *
     * @param job that was asked
     */
    public record Seen(ReportingJob job, ProjectionReport view) {}

    /**
     * How to ask.
     *
     * @param dial finds the job
     * @param every how often; status is written as often
     */
    public record Options(ProjectionClient.Dial dial, Duration every) {
        /** From a pod of the same cluster. */
        public static final Options IN_CLUSTER = new Options(ProjectionClient.Dial.BY_NAME, Duration.ofSeconds(30));
    }

    /** @param onLook told on a thread of this object after every look */
    public ProjectionPoller(Options options, Clock time, Runnable onLook) {
        this.source = new ProjectionClient(options.dial(), time);
        this.every = options.every();
        this.onLook = onLook;
    }

    /** Asks this job from now on; nobody when empty. */
    public synchronized void follow(Optional<ReportingJob> job) {
        Seen before = seen;
        if (job.isEmpty()) {
            seen = null;
            return;
        }
        boolean same = before != null && before.job().equals(job.get());
        if (!same) {
            seen = new Seen(job.get(), new ProjectionReport.NotLooked(source.now()));
        }
        if (clock == null) {
            ScheduledThreadPoolExecutor started = new ScheduledThreadPoolExecutor(1, task -> {
                Thread thread = new Thread(task, "projection-look");
                thread.setDaemon(true);
                return thread;
            });
            started.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
            clock = started;
        } else if (!same) {
            clock.execute(this::look);
        }
    }

    /** Empty where no job reports. */
    public Optional<Seen> seen() {
        return Optional.ofNullable(seen);
    }

    @Override
    public synchronized void close() {
        if (clock != null) {
            clock.shutdownNow();
        }
    }

    private void look() {
        Seen asked = seen;
        if (asked == null) {
            return;
        }
        try {
            ProjectionReport view = source.ask(asked.job());
            synchronized (this) {
                Seen now = seen;
                if (now == null || !now.job().equals(asked.job())) {
                    return; // another job is asked by now
                }
                seen = new Seen(asked.job(), view);
            }
            onLook.run();
        } catch (RuntimeException e) {
            // An exception would end the schedule for good.
            LOG.warn("the look at the projection failed", e);
        }
    }
}
