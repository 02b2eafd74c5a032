package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.CloudSpec.ProfileName;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.EmergencyProfile;
import io.prontuario.crds.v1alpha1.ServiceSpec.Runtime;
import java.time.Instant;

/** A service with runtime Host has no container fields, and an endpoint in the cloud. */
final class ServiceRuntimes implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            if (service.runtime() == Runtime.Host) {
                host(SpecLookup.servicePath(i), service, spec, problems);
            } else {
                pod(SpecLookup.servicePath(i), service, problems);
            }
        }
    }

    private static void host(String path, ServiceSpec service, PlatformSpec spec, Problems problems) {
        String remedy = "remove it, or set runtime: Pod";
        if (service.image() != null) {
            problems.error(path + ".image", "a native process has no image", remedy);
        }
        if (!service.models().isEmpty()) {
            problems.error(path + ".models", "models are downloaded for pods only", remedy);
        }
        if (service.autoscaling() != null) {
            problems.error(path + ".autoscaling", "a native process has no replicas", remedy);
        }
        EmergencyProfile emergency = service.profiles().emergency();
        if (emergency != null && emergency.endpoint() == null) {
            problems.error(
                    path + ".profiles.emergency.endpoint",
                    "is missing; a native process does not run in the cloud",
                    "add the managed service's address, or remove profiles.emergency");
        }
        CloudSpec cloud = spec.cloud();
        if (cloud != null
                && cloud.profile() == ProfileName.Full
                && service.profiles().full().endpoint() == null) {
            problems.error(
                    path + ".profiles.full.endpoint",
                    "is missing; a native process does not run in the cloud",
                    "add the managed service's address");
        }
    }

    private static void pod(String path, ServiceSpec service, Problems problems) {
        String remedy = "remove it; pods run in the cloud";
        if (service.profiles().full().endpoint() != null) {
            problems.error(path + ".profiles.full.endpoint", "is for runtime Host only", remedy);
        }
        EmergencyProfile emergency = service.profiles().emergency();
        if (emergency != null && emergency.endpoint() != null) {
            problems.error(path + ".profiles.emergency.endpoint", "is for runtime Host only", remedy);
        }
    }
}
