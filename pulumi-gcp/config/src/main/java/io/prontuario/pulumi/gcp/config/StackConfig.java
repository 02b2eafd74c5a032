package io.prontuario.pulumi.gcp.config;

import java.util.List;
import java.util.Optional;

/** The configuration of a stack, typed and checked, in parts. Durations are in days unless the name says otherwise. */
public record StackConfig(
        Project project,
        Network network,
        Gke gke,
        Data data,
        Access access,
        Monitoring monitoring,
        Governance governance,
        Budget budget) {

    /**
     * Where the stack lives and how its resources are named.
     *
     * @param id the Google Cloud project id; one project per stack
     * @param name the prefix of resource names
     */
    public record Project(Environment environment, String id, String region, String name) {}

    /** Everything about addresses, names and the way in. */
    public record Network(Ranges ranges, Vpn vpn, Dns dns, LoadBalancer loadBalancer) {}

    /** IPv4 ranges in CIDR notation. No two overlap. */
    public record Ranges(
            String nodes,
            String pods,
            String services,
            String controlPlane,
            String privateServices,
            List<String> onsite) {}

    /**
     * The HA VPN to the hospital: two tunnels to one or two peer addresses.
     *
     * @param sharedSecretSet whether the pre-shared key is set; the key itself is read separately, as a secret
     */
    public record Vpn(
            boolean enabled, List<String> peerAddresses, int peerAsn, int cloudAsn, boolean sharedSecretSet) {}

    /** Public and private DNS. */
    public record Dns(
            Optional<String> domain,
            String failoverHost,
            Optional<String> siteAddress,
            List<String> onsiteResolvers,
            Optional<String> onsiteDomain) {
        /** The fully qualified failover name, without the final dot; empty without a domain. */
        public Optional<String> failoverName() {
            return domain.map(d -> failoverHost + "." + d);
        }
    }

    /**
     * The global load balancer and its web firewall.
     *
     * @param requestsPerMinute the limit for one client address
     * @param countries ISO 3166 codes of the countries that may connect; empty allows every country
     */
    public record LoadBalancer(boolean enabled, int requestsPerMinute, List<String> countries) {}

    /** The GKE cluster. Node pools exist in Standard mode only. */
    public record Gke(
            Mode mode,
            String releaseChannel,
            List<String> authorizedNetworks,
            NodePool nodes,
            SpotPool spot,
            GpuPool gpu,
            ClusterBackup backup) {
        /** Autopilot: Google runs the nodes. Standard: the stack defines node pools. */
        public enum Mode {
            AUTOPILOT,
            STANDARD
        }
    }

    /** The general node pool. Minimum and maximum count the nodes of all zones. */
    public record NodePool(String machineType, int initialPerZone, int min, int max) {}

    /** The pool of spot nodes. Its machine type is that of the general pool. */
    public record SpotPool(boolean enabled, int max) {}

    /** The GPU pool; it exists if there is an accelerator. */
    public record GpuPool(Optional<String> accelerator, String machineType, int max) {}

    /** Backup for GKE. */
    public record ClusterBackup(String cron, int retentionDays) {}

    /** Everything that stores data. */
    public record Data(Sql sql, Cache cache, Retention retention, Encryption encryption) {}

    /**
     * The Cloud SQL instance.
     *
     * @param generation part of the instance's name, because Cloud SQL reserves a deleted name for a week
     */
    public record Sql(
            String tier, String edition, String availability, int diskGb, int generation, SqlBackups backups) {
        /** Whether there is a standby in another zone. */
        public boolean highlyAvailable() {
            return availability.equals("REGIONAL");
        }
    }

    /** Automated backups and the transaction logs for point-in-time recovery. */
    public record SqlBackups(boolean enabled, boolean pointInTimeRecovery, int retained, int logRetentionDays) {}

    /** The managed Redis. */
    public record Cache(boolean enabled, int memoryGb, boolean highlyAvailable) {}

    /** How long buckets keep objects. */
    public record Retention(
            int backupDays, int backupDeleteAfterDays, int archiveDays, boolean archiveLocked, int coldAfterDays) {}

    /** Customer-managed keys: {@code SOFTWARE} or {@code HSM}, and the rotation period. */
    public record Encryption(String protection, int rotationDays) {}

    /** Access from outside the project: the on-site cluster, people during an emergency, the CI system. */
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

    /** Alert recipients and the availability objective. */
    public record Monitoring(List<String> emails, int sloBasisPoints) {
        /** The objective as a fraction, for example 0.999. */
        public double goal() {
            return sloBasisPoints / 10_000.0;
        }
    }

    /** What the project as a whole must obey. */
    public record Governance(Audit audit, boolean organizationPolicies, Quotas quotas) {}

    /** The audit log bucket. */
    public record Audit(int retentionDays, boolean locked) {}

    /** Quotas that Google has granted the project in the region, as entered by the engineer; checked offline. */
    public record Quotas(int gpus, int cpus) {}

    /** A monthly budget in whole units of the currency; 0 means no budget. */
    public record Budget(int monthly, String currency, Optional<String> billingAccount) {
        public boolean set() {
            return monthly > 0;
        }
    }
}
