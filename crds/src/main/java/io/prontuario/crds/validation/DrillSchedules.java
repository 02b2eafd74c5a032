package io.prontuario.crds.validation;

import io.prontuario.crds.CronSchedule;
import io.prontuario.crds.v1alpha1.DrillSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Every schedule is valid and has a time; its time zone exists. */
final class DrillSchedules implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.drills().size(); i++) {
            DrillSpec drill = spec.drills().get(i);
            String path = "spec.drills[" + i + "]";
            Optional<ZoneId> zone = CronSchedule.zone(drill.timeZone());
            if (zone.isEmpty()) {
                problems.error(
                        path + ".timeZone",
                        "\"" + drill.timeZone() + "\" is not a time zone",
                        "write a name of the IANA database, such as America/Sao_Paulo, or UTC");
            }
            if (drill.schedule() != null) {
                CronSchedule.complaint(drill.schedule(), zone.orElse(ZoneId.of("UTC")))
                        .ifPresent(why -> problems.error(
                                path + ".schedule",
                                "\"" + drill.schedule() + "\": " + why,
                                "write minute hour day-of-month month day-of-week in timeZone, such as 0 6 * * 0 for"
                                        + " Sundays at 06:00"));
            }
        }
    }
}
