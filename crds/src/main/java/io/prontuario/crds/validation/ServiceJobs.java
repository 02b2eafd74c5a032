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

/** Jobs have an image and a unique name; only scheduled jobs have a schedule, only continuous jobs report. */
final class ServiceJobs implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        List<String> services = spec.services().stream().map(ServiceSpec::name).toList();
        Map<JobSpec.Reports, String> reporters = new EnumMap<>(JobSpec.Reports.class);
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            if (service.runtime() == ServiceSpec.Runtime.Host && !service.jobs().isEmpty()) {
                problems.error(
                        SpecLookup.servicePath(i) + ".jobs",
                        "a service with runtime Host has no image for jobs",
                        "move the jobs to the service that has the image");
            }
            Set<String> seen = new HashSet<>();
            for (int j = 0; j < service.jobs().size(); j++) {
                String path = SpecLookup.servicePath(i) + ".jobs[" + j + "]";
                JobSpec job = service.jobs().get(j);
                if (job.name() != null && !seen.add(job.name())) {
                    problems.error(
                            path + ".name", "\"" + job.name() + "\" is used twice", "give each job its own name");
                }
                if (services.contains(service.name() + "-" + job.name())) {
                    problems.error(
                            path + ".name",
                            "the job's name, \"" + service.name() + "-" + job.name()
                                    + "\", is also the name of a service",
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
            problems.error(path, "is for run: Always only", "remove it, or set run: Always");
        }
        if (service.port() == null) {
            problems.error(path, "requires a port of the service", "add port to the service");
        }
        String before = reporters.putIfAbsent(job.reports(), path);
        if (before != null) {
            problems.error(path, "is set twice: " + before + " is also " + job.reports(), "keep one of them");
        }
    }

    private static void schedule(String path, JobSpec job, Problems problems) {
        String schedule = job.schedule();
        if (job.run() == JobSpec.Run.Scheduled && schedule == null) {
            problems.error(
                    path, "is missing; run: Scheduled requires it", "add minute hour day-of-month month day-of-week");
        } else if (job.run() != JobSpec.Run.Scheduled && schedule != null) {
            problems.error(path, "is for run: Scheduled only", "remove it, or set run: Scheduled");
        } else if (schedule != null) {
            CronSchedule.complaint(schedule, ZoneOffset.UTC)
                    .ifPresent(why -> problems.error(
                            path,
                            "\"" + schedule + "\": " + why,
                            "write minute hour day-of-month month day-of-week in UTC, such as */5 * * * *"));
        }
    }
}
