package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.CloudSpec.ProfileName;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;

/** Somebody serves the full profile, and the cloud's profile fits to whether there are hosts. */
final class SomethingServes implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        CloudSpec cloud = spec.cloud();
        boolean full = cloud != null && cloud.profile() == ProfileName.Full;
        if (Names.servingHosts(spec).isEmpty() && !full) {
            problems.error(
                    "spec.hosts",
                    "nothing serves the full profile",
                    "add a host with role Primary or Worker, or set cloud.profile: Full");
        }
        if (!spec.hosts().isEmpty() && full) {
            problems.error(
                    "spec.cloud.profile",
                    "beside on-site hosts the cloud serves the emergency profile",
                    "set cloud.profile: Emergency, or remove the hosts");
        }
        if (!spec.hosts().isEmpty()
                && cloud != null
                && spec.services().stream()
                        .allMatch(service -> service.profiles().emergency() == null)) {
            problems.warning(
                    "spec.services",
                    "no service has an emergency profile, so the cloud answers nothing when every host is down",
                    "add profiles.emergency to the services that an emergency needs");
        }
        if (spec.services().isEmpty()) {
            problems.warning("spec.services", "there is no service, so nothing runs", "add a service");
        }
    }
}
