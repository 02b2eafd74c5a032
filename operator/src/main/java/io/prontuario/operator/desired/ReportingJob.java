package io.prontuario.operator.desired;

import io.prontuario.continuity.model.OperatorRole;
import io.prontuario.crds.v1alpha1.JobSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.util.List;
import java.util.Optional;

/**
 * A job of this cluster that tells how something stands.
 *
 * @param name what its pods are called, and the Service in front of them
 * @param host the Service's name in the cluster's DNS
 * @param port where it answers
 */
public record ReportingJob(String name, String host, int port) {
    /** The job that reports this, if one runs in this cluster. */
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
