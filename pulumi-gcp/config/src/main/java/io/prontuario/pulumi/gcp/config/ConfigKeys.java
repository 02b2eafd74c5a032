package io.prontuario.pulumi.gcp.config;

import static io.prontuario.pulumi.gcp.config.ConfigKey.bool;
import static io.prontuario.pulumi.gcp.config.ConfigKey.integer;
import static io.prontuario.pulumi.gcp.config.ConfigKey.optional;
import static io.prontuario.pulumi.gcp.config.ConfigKey.string;
import static io.prontuario.pulumi.gcp.config.ConfigKey.strings;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every configuration key of the project, in the order of Pulumi.yaml. */
public final class ConfigKeys {
    /** The one key whose value is a secret. It is read as a Pulumi secret, never as plain text. */
    public static final String VPN_SHARED_SECRET = "vpnSharedSecret";

    public static final List<ConfigKey> ALL = List.of(
            optional("environment", "The purpose of the stack: dev, staging or prod; prod protects every resource"),
            optional("project", "The Google Cloud project id; one project per stack"),
            optional("billingAccount", "The billing account (XXXXXX-XXXXXX-XXXXXX) of the budget"),
            string("region", "southamerica-east1", "The region; must be in Brazil"),
            string("name", "prontuario", "The prefix of resource names, at most 14 characters"),
            string("networkNodesCidr", "10.32.0.0/20", "The primary range of the subnet, for nodes"),
            string("networkPodsCidr", "10.40.0.0/16", "The secondary range of the subnet, for pods"),
            string("networkServicesCidr", "10.41.0.0/20", "The secondary range of the subnet, for Services"),
            string("networkControlPlaneCidr", "172.20.0.0/28", "The range of the GKE control plane; a /28"),
            string(
                    "networkPrivateServicesCidr",
                    "10.42.0.0/20",
                    "The range for private services access: Cloud SQL and Redis"),
            strings("onsiteCidrs", "[]", "The hospital's networks, reachable over the VPN"),
            bool("vpnEnabled", false, "Whether to create the HA VPN to the hospital"),
            strings("vpnPeerAddresses", "[]", "The public addresses of the hospital's VPN devices, one or two"),
            integer("vpnPeerAsn", 64512, "The private AS number of the hospital"),
            integer("vpnCloudAsn", 64514, "The private AS number of the Cloud Router"),
            optional(VPN_SHARED_SECRET, "The pre-shared key of the tunnels; set it with: pulumi config set --secret"),
            string("gkeMode", "Autopilot", "Autopilot (Google runs the nodes) or Standard (node pools of this stack)"),
            string("gkeReleaseChannel", "REGULAR", "The GKE release channel: RAPID, REGULAR or STABLE"),
            strings(
                    "gkeAuthorizedNetworks",
                    "[]",
                    "Ranges that may connect to the control plane; empty means onsiteCidrs"),
            string("gkeNodeMachineType", "e2-standard-4", "Standard mode: the machine type of the general pool"),
            integer(
                    "gkeNodesInitialPerZone",
                    1,
                    "Standard mode: nodes per zone at creation; the region has three zones"),
            integer("gkeNodesMin", 1, "Standard mode: the minimum number of nodes in all zones"),
            integer("gkeNodesMax", 10, "Standard mode: the maximum number of nodes in all zones"),
            bool(
                    "gkeSpotPool",
                    false,
                    "Standard mode: whether to create a pool of spot nodes, for work that may be interrupted"),
            integer("gkeSpotMax", 3, "Standard mode: the maximum number of spot nodes"),
            string(
                    "gkeAccelerator",
                    "none",
                    "Standard mode: the accelerator of the GPU pool, or none; must be offered in the region"),
            string("gkeGpuMachineType", "n1-standard-4", "Standard mode: the machine type of the GPU pool"),
            integer("gkeGpuMax", 1, "Standard mode: the maximum number of GPU nodes"),
            string("gkeBackupCron", "0 4 * * *", "The schedule of Backup for GKE: five cron fields, UTC"),
            integer("gkeBackupRetentionDays", 30, "The retention of cluster backups, in days"),
            string("sqlTier", "db-custom-2-7680", "The Cloud SQL machine type"),
            string("sqlEdition", "ENTERPRISE", "The Cloud SQL edition: ENTERPRISE or ENTERPRISE_PLUS"),
            string(
                    "sqlAvailability",
                    "REGIONAL",
                    "The Cloud SQL availability: REGIONAL (a standby in another zone) or ZONAL"),
            bool("sqlBackups", true, "Whether Cloud SQL takes automated backups"),
            bool("sqlPointInTimeRecovery", true, "Whether to keep transaction logs for point-in-time recovery"),
            integer("sqlRetainedBackups", 30, "The number of automated backups to keep"),
            integer("sqlLogRetentionDays", 7, "The retention of transaction logs, in days"),
            integer("sqlDiskGb", 50, "The disk size at creation, in GB; Cloud SQL enlarges it automatically"),
            integer(
                    "sqlGeneration",
                    1,
                    "A number in the instance's name; increase it after deleting an instance, whose name is reserved for a week"),
            integer("backupRetentionDays", 35, "How long base backups and WAL files cannot be deleted, in days"),
            integer("backupDeleteAfterDays", 400, "The age at which base backups and WAL files are deleted, in days"),
            integer(
                    "archiveRetentionDays",
                    7305,
                    "How long archived records cannot be deleted, in days; law 13.787/2018 requires 20 years"),
            bool(
                    "archiveRetentionLocked",
                    false,
                    "Whether to lock the retention of the archive; this cannot be undone"),
            integer(
                    "documentsColdAfterDays",
                    90,
                    "The age at which documents and images move to colder storage, in days"),
            string("keyProtection", "SOFTWARE", "The protection level of keys: SOFTWARE or HSM"),
            integer("keyRotationDays", 90, "The rotation period of keys, in days"),
            optional("onsiteIssuer", "The service account issuer of the on-site cluster (https URL)"),
            optional("onsiteJwks", "The public keys of the on-site cluster: kubectl get --raw /openid/v1/jwks"),
            strings(
                    "emergencyOperators",
                    "[]",
                    "Members with read access during an emergency: group:NAME@DOMAIN or user:NAME@DOMAIN"),
            optional("emergencyAccessUntil", "The time at which emergency access ends (RFC 3339, UTC)"),
            optional("ciIssuer", "The OIDC issuer of the CI system (https URL)"),
            optional("ciRepository", "The repository whose CI may deploy: owner/name"),
            string("ciBranch", "main", "The branch whose CI may deploy"),
            optional("dnsDomain", "The public domain of the platform"),
            string("dnsFailoverHost", "app", "The first label of the failover name"),
            optional("dnsSiteAddress", "The hospital's public IPv4 address, the first target of the failover name"),
            strings("dnsOnsiteResolvers", "[]", "The hospital's DNS resolvers, for names in dnsOnsiteDomain"),
            optional("dnsOnsiteDomain", "The hospital's internal domain, resolved over the VPN"),
            bool("frontEnabled", true, "Whether to create the global load balancer"),
            integer("frontRequestsPerMinute", 600, "The maximum number of requests per minute from one client address"),
            strings(
                    "frontCountries",
                    "[\"BR\"]",
                    "Countries that may connect (ISO 3166 codes); empty allows every country"),
            integer("auditRetentionDays", 1825, "The retention of audit logs, in days"),
            bool("auditLocked", false, "Whether to lock the retention of audit logs; this cannot be undone"),
            strings("alertEmails", "[]", "E-mail addresses that receive alerts"),
            integer("sloBasisPoints", 9990, "The availability objective in basis points; 9990 means 99.9 %"),
            integer("budgetMonthly", 0, "The monthly budget in whole units of budgetCurrency; 0 means no budget"),
            string(
                    "budgetCurrency",
                    "BRL",
                    "The currency of the budget (ISO 4217); must be that of the billing account"),
            bool(
                    "organizationPolicies",
                    true,
                    "Whether to set organization policies on the project (residency, no public addresses)"),
            bool("cacheEnabled", false, "Whether to create a managed Redis (Memorystore)"),
            integer("cacheMemoryGb", 1, "The memory of Redis, in GB"),
            bool("cacheHighlyAvailable", true, "Whether Redis has a replica in another zone"),
            integer("gpuQuota", 0, "The GPU quota that Google has granted the project in the region"),
            integer("cpuQuota", 72, "The vCPU quota that Google has granted the project in the region"));

    private static final Map<String, ConfigKey> BY_NAME =
            ALL.stream().collect(Collectors.toMap(ConfigKey::name, Function.identity()));

    private ConfigKeys() {}

    static ConfigKey get(String name) {
        ConfigKey key = BY_NAME.get(name);
        if (key == null) {
            throw new IllegalArgumentException("no such key: " + name);
        }
        return key;
    }

    static boolean known(String name) {
        return BY_NAME.containsKey(name);
    }
}
