package io.prontuario.operator.desired;

import io.prontuario.crds.v1alpha1.CloudSpec;
import io.prontuario.crds.v1alpha1.PlatformSpec;
import io.prontuario.crds.v1alpha1.ServiceSpec;

/**
 * The number of pods of a service on a site.
 *
 * @param count the number, or the lower bound with an autoscaler
 * @param autoscaled whether a HorizontalPodAutoscaler owns the number
 */
record Replicas(int count, boolean autoscaled) {
    static Replicas of(PlatformSpec spec, SitePlan plan, ServiceSpec service, boolean active) {
        int count = count(spec, plan, service, active);
        ServiceSpec.Autoscaling autoscaling = service.autoscaling();
        if (autoscaling == null || count == 0) {
            return new Replicas(count, false);
        }
        int atLeast = Math.max(count, autoscaling.minReplicas());
        return new Replicas(Math.min(atLeast, autoscaling.maxReplicas()), true);
    }

    private static int count(PlatformSpec spec, SitePlan plan, ServiceSpec service, boolean active) {
        ServiceSpec.EmergencyProfile emergency = service.profiles().emergency();
        if (plan.profile() == SitePlan.Profile.FULL || emergency == null) {
            return service.profiles().full().replicasPerHost();
        }
        if (active) {
            return Math.max(emergency.takeoverReplicas(), emergency.replicas());
        }
        boolean cold = spec.cloud() != null && spec.cloud().standby() == CloudSpec.Standby.Cold;
        return cold ? 0 : emergency.replicas();
    }
}
