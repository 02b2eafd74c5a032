package io.prontuario.crds.v1alpha1;

import org.jspecify.annotations.Nullable;

/**
 * Google Cloud: where the emergency profile waits.
 *
 * @param project the Google Cloud project
 * @param region the region; residency policy keeps it in Brazil
 * @param standby Warm: one replica of every emergency service runs at all times; Cold: none until takeover
 * @param profile what the cloud serves: Emergency beside on-site hosts, Full where there is no on-site host
 * @param maxUsers seats of the emergency profile
 * @param address where the front door reaches the cloud's services over the VPN (services' nodePort)
 * @param dnsName the public name
 * @param zone the Cloud DNS zone of the public name
 * @param kubeconfigSecretRef a Secret in the platform's namespace, key {@code kubeconfig}, for the other cluster; optional
 */
public record CloudSpec(
        @Nullable String project,
        String region,
        Standby standby,
        ProfileName profile,
        Integer maxUsers,
        @Nullable String address,
        @Nullable String dnsName,
        @Nullable String zone,
        @Nullable String kubeconfigSecretRef) {
    public CloudSpec {
        region = region == null ? "southamerica-east1" : region;
        standby = standby == null ? Standby.Warm : standby;
        profile = profile == null ? ProfileName.Emergency : profile;
        maxUsers = maxUsers == null ? 50 : maxUsers;
    }

    public enum Standby {
        Warm,
        Cold
    }

    public enum ProfileName {
        Emergency,
        Full
    }
}
