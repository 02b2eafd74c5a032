package io.prontuario.operator.desired;

import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.v1alpha1.JobSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.List;
import java.util.Optional;

/**
 * A job of this cluster that serves a report.
 *
 * @param name name of its pods and of its Service
 * @param host the Service's DNS name
 * @param port of the report
 */
public record ReportingJob(String name, String host, int port) {
    /** The job with this report, if one runs in this cluster. */
    public static Optional<ReportingJob> of(
            PlatformRef platform, PlatformSpec spec, OperatorRole operatorRole, JobSpec.Reports what) {
        List<SitePlan> plans = SitePlan.managedFrom(operatorRole, spec);
        for (SitePlan plan : plans) {
            for (ServiceSpec service : plan.services()) {
                for (JobSpec job : service.jobs()) {
                    if (job.reports() == what && Jobs.runsHere(job, plan) && service.port() != null) {
                        String name = Jobs.name(service, job);
                        return Optional.of(
                                new ReportingJob(name, name + "." + platform.namespace() + ".svc", service.port()));
                    }
                }
            }
        }
        return Optional.empty();
    }
}
