package io.prontuario.operator.observe;

import io.prontuario.crds.v1alpha1.JobSpec;
import io.prontuario.operator.desired.ReportingJob;
import io.prontuario.operator.feature.Feature;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PassContext;
import io.prontuario.operator.feature.PeriodicTask;
import io.prontuario.operator.status.StatusReport;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the job that ships the projection how current the cloud's copy is. The answer goes into status and changes nothing else.
 */
public final class ProjectionPoller implements Feature {
    private final ProjectionClient client;
    private final Duration interval;
    private final Runnable requestPass;
    private final PeriodicTask task;
    private volatile @Nullable Polled polled;

    /** A job and its last report. */
    public record Polled(ReportingJob job, ProjectionReport report) {}

    /**
     * How to ask.
     *
     * @param dial finds the job
     * @param interval between two questions; status is written as often
     */
    public record Options(ProjectionClient.Dial dial, Duration interval) {
        /** From a pod of the same cluster. */
        public static final Options IN_CLUSTER = new Options(ProjectionClient.Dial.BY_NAME, Duration.ofSeconds(30));
    }

    public ProjectionPoller(Options options, Clock clock, FeatureRuntime runtime) {
        this.client = new ProjectionClient(options.dial(), clock);
        this.interval = options.interval();
        this.requestPass = runtime.requestPass();
        this.task = runtime.task("projection", this::poll);
    }

    @Override
    public synchronized void follow(PassContext pass) {
        if (!pass.leads()) {
            return;
        }
        Optional<ReportingJob> job = ReportingJob.of(pass.ref(), pass.spec(), pass.role(), JobSpec.Reports.Projection);
        if (job.isEmpty()) {
            task.pause();
            polled = null;
            return;
        }
        Polled before = polled;
        boolean changed = before == null || !before.job().equals(job.get());
        if (changed) {
            polled = new Polled(job.get(), new ProjectionReport.NotPolled(client.now()));
        }
        if (!task.every(interval) && changed) {
            task.runNow();
        }
    }

    @Override
    public StatusReport contribute(PassContext pass, StatusReport report) {
        ProjectionStatus status = ProjectionStatus.of(Optional.ofNullable(polled), pass.status(), pass.now());
        return report.withProjection(status.projection(), status.inbox()).with(status.condition());
    }

    @Override
    public void close() {
        task.close();
    }

    private void poll() {
        Polled asked = polled;
        if (asked == null) {
            return;
        }
        ProjectionReport answer = client.ask(asked.job());
        synchronized (this) {
            Polled now = polled;
            if (now == null || !now.job().equals(asked.job())) {
                return; // the spec names another job by now
            }
            polled = new Polled(asked.job(), answer);
        }
        requestPass.run();
    }
}
