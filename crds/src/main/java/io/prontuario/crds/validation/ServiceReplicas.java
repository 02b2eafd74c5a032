package io.prontuario.crds.validation;

import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec.Autoscaling;
import io.prontuario.crds.v1alpha1.ServiceSpec.EmergencyProfile;
import java.time.Instant;

/** Numbers of replicas are consistent. */
final class ServiceReplicas implements Rule {
    @Override
    public void check(PlatformSpec spec, Instant now, Problems problems) {
        for (int i = 0; i < spec.services().size(); i++) {
            ServiceSpec service = spec.services().get(i);
            EmergencyProfile emergency = service.profiles().emergency();
            Integer takeover = emergency == null ? null : emergency.takeoverReplicas();
            if (emergency != null && takeover != null && takeover < emergency.replicas()) {
                problems.error(
                        SpecLookup.servicePath(i) + ".profiles.emergency.takeoverReplicas",
                        takeover + " is less than replicas, " + emergency.replicas(),
                        "write " + emergency.replicas() + " or more");
            }
            Autoscaling scaling = service.autoscaling();
            if (scaling != null && scaling.maxReplicas() != null) {
                autoscaling(SpecLookup.servicePath(i), service, scaling, problems);
            }
        }
    }

    private static void autoscaling(String path, ServiceSpec service, Autoscaling scaling, Problems problems) {
        if (scaling.minReplicas() > scaling.maxReplicas()) {
            problems.error(
                    path + ".autoscaling.minReplicas",
                    scaling.minReplicas() + " is more than maxReplicas, " + scaling.maxReplicas(),
                    "lower minReplicas or raise maxReplicas");
        }
        if (!service.resources().requests().containsKey("cpu")) {
            problems.error(
                    path + ".resources.requests.cpu",
                    "is missing; autoscaling is relative to it",
                    "add resources.requests.cpu, or remove autoscaling");
        }
    }
}
