package io.prontuario.pulumi.gcp.config;

import java.util.List;
import java.util.Optional;

/** A stack's whole configuration, typed and checked. Durations are days unless a name says otherwise. */
public record StackConfig(
        Environment environment,
        String project,
        Optional<String> billingAccount,
        String region,
        String name,
        Ranges ranges,
        Vpn vpn,
        Gke gke,
        Sql sql,
        Retention retention,
        Encryption encryption,
        Access access,
        Dns dns,
        Front front,
        Audit audit,
        Monitoring monitoring,
        Budget budget,
        boolean organizationPolicies,
        Cache cache,
        Quotas quotas) {

    /** Address ranges; all disjoint. */
    public record Ranges(
            String nodes,
            String pods,
            String services,
            String controlPlane,
            String privateServices,
            List<String> onsite) {}

    /** The HA VPN to the hospital: one or two peer addresses, two tunnels. The secret is read apart, as a secret. */
    public record Vpn(
            boolean enabled, List<String> peerAddresses, int peerAsn, int cloudAsn, boolean sharedSecretSet) {}

    public record Gke(
            Mode mode,
            String releaseChannel,
            List<String> authorizedNetworks,
            String machineType,
            int initialNodesPerZone,
            int minNodes,
            int maxNodes,
            boolean spotPool,
            int spotMax,
            Optional<String> accelerator,
            String gpuMachineType,
            int gpuMax,
            String backupCron,
            int backupRetentionDays) {
        /** Autopilot: Google runs the nodes. Standard: own node pools. */
        public enum Mode {
            AUTOPILOT,
            STANDARD
        }
    }

    public record Sql(
            String tier,
            String edition,
            String availability,
            boolean backups,
            boolean pointInTimeRecovery,
            int retainedBackups,
            int logRetentionDays,
            int diskGb,
            int generation) {
        public boolean highlyAvailable() {
            return availability.equals("REGIONAL");
        }
    }

    public record Retention(
            int backupDays, int backupDeleteAfterDays, int archiveDays, boolean archiveLocked, int coldAfterDays) {}

    public record Encryption(String protection, int rotationDays) {}

    /** Who is let in from outside the project: the on-site cluster, people in an emergency, the CI system. */
    public record Access(
            Optional<String> onsiteIssuer,
            Optional<String> onsiteJwks,
            List<String> emergencyOperators,
            Optional<String> emergencyUntil,
            Optional<String> ciIssuer,
            Optional<String> ciRepository,
            String ciBranch) {
        public boolean onsiteFederation() {
            return onsiteIssuer.isPresent() && onsiteJwks.isPresent();
        }

        public boolean ciFederation() {
            return ciIssuer.isPresent() && ciRepository.isPresent();
        }
    }

    public record Dns(
            Optional<String> domain,
            String failoverHost,
            Optional<String> siteAddress,
            List<String> onsiteResolvers,
            Optional<String> onsiteDomain) {
        /** The failover name, without the final dot. */
        public Optional<String> failoverName() {
            return domain.map(d -> failoverHost + "." + d);
        }
    }

    public record Front(boolean enabled, int requestsPerMinute, List<String> countries) {}

    public record Audit(int retentionDays, boolean locked) {}

    public record Monitoring(List<String> emails, int sloBasisPoints) {
        public double goal() {
            return sloBasisPoints / 10_000.0;
        }
    }

    /** A monthly budget in whole units of the currency; 0 means none. */
    public record Budget(int monthly, String currency) {
        public boolean set() {
            return monthly > 0;
        }
    }

    public record Cache(boolean enabled, int memoryGb, boolean highlyAvailable) {}

    /** What Google has granted the project in the region, as far as the engineer knows: checked offline. */
    public record Quotas(int gpus, int cpus) {}
}
