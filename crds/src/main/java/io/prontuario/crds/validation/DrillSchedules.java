package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.util.Optional;

/** Every schedule names a minute that comes. */
final class DrillSchedules implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.drills().size(); i++) {
            String schedule = spec.drills().get(i).schedule();
            Optional<String> complaint = schedule == null ? Optional.empty() : CronFields.complaint(schedule);
            String path = "spec.drills[" + i + "].schedule";
            complaint.ifPresent(why -> problems.error(
                    path,
                    "\"" + schedule + "\": " + why,
                    "write minute hour day-of-month month day-of-week in UTC, such as 0 6 * * 0 for Sundays at six"));
        }
    }
}
