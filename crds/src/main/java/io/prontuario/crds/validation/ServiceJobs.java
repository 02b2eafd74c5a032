package io.prontuario.crds.validation;

import io.prontuario.crds.CronSchedule;
import io.prontuario.crds.v1alpha1.JobSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A job is a mode of an image, has a name of its own, and a schedule exactly when it runs by one. */
final class ServiceJobs implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        List<String> services = spec.services().stream().map(ServiceSpec::name).toList();
        Map<JobSpec.Reports, String> reporters = new EnumMap<>(JobSpec.Reports.class);
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            if (service.runtime() == ServiceSpec.Runtime.Host && !service.jobs().isEmpty()) {
                problems.error(
                        Names.servicePath(i) + ".jobs",
                        "a native process has no image to run",
                        "put the jobs under the service whose image has these modes");
            }
            Set<String> seen = new HashSet<>();
            for (int j = 0; j < service.jobs().size(); j++) {
                String path = Names.servicePath(i) + ".jobs[" + j + "]";
                JobSpec job = service.jobs().get(j);
                if (job.name() != null && !seen.add(job.name())) {
                    problems.error(path + ".name", "\"" + job.name() + "\" is there twice", "give each its own name");
                }
                if (services.contains(service.name() + "-" + job.name())) {
                    problems.error(
                            path + ".name",
                            "the job would be called \"" + service.name() + "-" + job.name() + "\", as a service is",
                            "give one of them another name");
                }
                schedule(path + ".schedule", job, problems);
                reports(path + ".reports", service, job, reporters, problems);
            }
        }
    }

    private static void reports(
            String path, ServiceSpec service, JobSpec job, Map<JobSpec.Reports, String> reporters, Problems problems) {
        if (job.reports() == null) {
            return;
        }
        if (job.run() != JobSpec.Run.Always) {
            problems.error(path, "is for run: Always, what ends cannot be asked", "remove it, or set run: Always");
        }
        if (service.port() == null) {
            problems.error(path, "needs a port to ask, and the service has none", "add port to the service");
        }
        String before = reporters.putIfAbsent(job.reports(), path);
        if (before != null) {
            problems.error(path, "is there twice: " + before + " says " + job.reports() + " too", "keep one of them");
        }
    }

    private static void schedule(String path, JobSpec job, Problems problems) {
        String schedule = job.schedule();
        if (job.run() == JobSpec.Run.Scheduled && schedule == null) {
            problems.error(path, "is missing, and run is Scheduled", "add minute hour day-of-month month day-of-week");
        } else if (job.run() != JobSpec.Run.Scheduled && schedule != null) {
            problems.error(path, "is for run: Scheduled", "remove it, or set run: Scheduled");
        } else if (schedule != null) {
            CronSchedule.complaint(schedule, ZoneOffset.UTC)
                    .ifPresent(why -> problems.error(
                            path,
                            "\"" + schedule + "\": " + why,
                            "write minute hour day-of-month month day-of-week in UTC, such as */5 * * * *"));
        }
    }
}
