package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.CloudSpec.ProfileName;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import java.time.Instant;

/** A site serves the full profile, and the cloud's profile is Emergency if there are hosts. */
final class ProfileCoverage implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        CloudSpec cloud = spec.cloud();
        boolean full = cloud != null && cloud.profile() == ProfileName.Full;
        if (SpecLookup.servingHosts(spec).isEmpty() && !full) {
            problems.error(
                    "spec.hosts",
                    "no site serves the full profile",
                    "add a host with role Primary or Worker, or set cloud.profile: Full");
        }
        if (!spec.hosts().isEmpty() && full) {
            problems.error(
                    "spec.cloud.profile",
                    "is Full, but with on-site hosts the cloud must serve the emergency profile",
                    "set cloud.profile: Emergency, or remove the hosts");
        }
        if (!spec.hosts().isEmpty()
                && cloud != null
                && spec.services().stream()
                        .allMatch(service -> service.profiles().emergency() == null)) {
            problems.warning(
                    "spec.services",
                    "no service has an emergency profile; the cloud would serve nothing when every host is down",
                    "add profiles.emergency to the services that are needed in an emergency");
        }
        if (spec.services().isEmpty()) {
            problems.warning("spec.services", "is empty", "add a service");
        }
    }
}
