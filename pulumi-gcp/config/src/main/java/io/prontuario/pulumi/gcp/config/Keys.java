package io.prontuario.pulumi.gcp.config;

import static io.prontuario.pulumi.gcp.config.Key.bool;
import static io.prontuario.pulumi.gcp.config.Key.integer;
import static io.prontuario.pulumi.gcp.config.Key.optional;
import static io.prontuario.pulumi.gcp.config.Key.string;
import static io.prontuario.pulumi.gcp.config.Key.strings;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every configuration key of the project, in the order of the README. */
public final class Keys {
    /** The key whose value is a secret; it is never read as plain text. */
    public static final String VPN_SHARED_SECRET = "vpnSharedSecret";

    public static final List<Key> ALL = List.of(
            optional("environment", "What the stack is for: dev, staging or prod"),
            optional("project", "The Google Cloud project id; one project per stack"),
            optional("billingAccount", "The billing account (XXXXXX-XXXXXX-XXXXXX) that the budget watches"),
            string("region", "southamerica-east1", "The region; residency keeps it in Brazil"),
            string("name", "prontuario", "The prefix of resource names, at most 14 characters"),
            string("networkNodesCidr", "10.32.0.0/20", "The subnet's primary range: nodes"),
            string("networkPodsCidr", "10.40.0.0/16", "The secondary range of pods"),
            string("networkServicesCidr", "10.41.0.0/20", "The secondary range of Services"),
            string("networkControlPlaneCidr", "172.20.0.0/28", "The control plane's range; GKE wants a /28"),
            string(
                    "networkPrivateServicesCidr",
                    "10.42.0.0/20",
                    "The range that Cloud SQL and Redis take addresses from"),
            strings("onsiteCidrs", "[]", "The hospital's networks, reached over the VPN"),
            bool("vpnEnabled", false, "Whether the HA VPN to the hospital is built"),
            strings("vpnPeerAddresses", "[]", "The public addresses of the hospital's VPN devices, one or two"),
            integer("vpnPeerAsn", 64512, "The hospital's private BGP number"),
            integer("vpnCloudAsn", 64514, "The cloud router's private BGP number"),
            optional(VPN_SHARED_SECRET, "The tunnels' pre-shared key; set it with: pulumi config set --secret"),
            string("gkeMode", "Autopilot", "Autopilot, or Standard for own node pools"),
            string("gkeReleaseChannel", "REGULAR", "RAPID, REGULAR or STABLE"),
            strings(
                    "gkeAuthorizedNetworks",
                    "[]",
                    "Ranges that may reach the control plane; the hospital's when empty"),
            string("gkeNodeMachineType", "e2-standard-4", "Standard: the machine type of the default pool"),
            integer("gkeNodesInitialPerZone", 1, "Standard: nodes per zone at creation; the region has three zones"),
            integer("gkeNodesMin", 1, "Standard: the fewest nodes over all zones"),
            integer("gkeNodesMax", 10, "Standard: the most nodes over all zones"),
            bool("gkeSpotPool", false, "Standard: a pool of spot nodes for work that may be interrupted"),
            integer("gkeSpotMax", 3, "Standard: the most spot nodes"),
            string("gkeAccelerator", "none", "none, or an accelerator that the region offers"),
            string("gkeGpuMachineType", "n1-standard-4", "Standard: the machine type of the GPU pool"),
            integer("gkeGpuMax", 1, "Standard: the most GPU nodes"),
            string("gkeBackupCron", "0 4 * * *", "When the cluster is backed up, in UTC"),
            integer("gkeBackupRetentionDays", 30, "How long a cluster backup is kept, in days"),
            string("sqlTier", "db-custom-2-7680", "The Cloud SQL machine"),
            string("sqlEdition", "ENTERPRISE", "ENTERPRISE or ENTERPRISE_PLUS"),
            string("sqlAvailability", "REGIONAL", "REGIONAL (a standby in another zone) or ZONAL"),
            bool("sqlBackups", true, "Whether Cloud SQL takes automated backups"),
            bool("sqlPointInTimeRecovery", true, "Whether transaction logs are kept for point-in-time recovery"),
            integer("sqlRetainedBackups", 30, "How many automated backups are kept"),
            integer("sqlLogRetentionDays", 7, "How long transaction logs are kept, in days"),
            integer("sqlDiskGb", 50, "The disk at creation, in GB; it grows by itself"),
            integer("sqlGeneration", 1, "Part of the instance's name; raise it after deleting an instance"),
            integer("backupRetentionDays", 35, "How long a base backup or WAL file cannot be deleted, in days"),
            integer("backupDeleteAfterDays", 400, "When a base backup or WAL file is deleted, in days"),
            integer(
                    "archiveRetentionDays",
                    7305,
                    "How long an archived record cannot be deleted, in days; the law says 20 years"),
            bool("archiveRetentionLocked", false, "Whether the archive's retention is locked for good"),
            integer("documentsColdAfterDays", 90, "When documents and images move to colder storage, in days"),
            string("keyProtection", "SOFTWARE", "SOFTWARE or HSM"),
            integer("keyRotationDays", 90, "How often keys rotate, in days"),
            optional("onsiteIssuer", "The on-site cluster's service account issuer (https URL)"),
            optional("onsiteJwks", "The on-site cluster's public keys: kubectl get --raw /openid/v1/jwks"),
            strings("emergencyOperators", "[]", "Who may read during an emergency: group:… or user:…"),
            optional("emergencyAccessUntil", "When the emergency roles end (RFC 3339, UTC)"),
            optional("ciIssuer", "The CI system's OIDC issuer (https URL)"),
            optional("ciRepository", "The repository whose CI may deploy: owner/name"),
            string("ciBranch", "main", "The branch whose CI may deploy"),
            optional("dnsDomain", "The public domain that the platform answers under"),
            string("dnsFailoverHost", "app", "The host name that the cloud operator flips"),
            optional("dnsSiteAddress", "The hospital's public address, first target of the failover name"),
            strings("dnsOnsiteResolvers", "[]", "The hospital's resolvers, for names of its own domain"),
            optional("dnsOnsiteDomain", "The hospital's internal domain, resolved over the VPN"),
            bool("frontEnabled", true, "Whether the global load balancer is built"),
            integer("frontRequestsPerMinute", 600, "Requests a minute that one client address may send"),
            strings("frontCountries", "[\"BR\"]", "Countries that may connect (ISO 3166); empty allows all"),
            integer("auditRetentionDays", 1825, "How long audit logs are kept, in days"),
            bool("auditLocked", false, "Whether the audit log's retention is locked for good"),
            strings("alertEmails", "[]", "Who is told when an alert fires"),
            integer("sloBasisPoints", 9990, "The availability goal in hundredths of a percent"),
            integer("budgetMonthly", 0, "The monthly budget in whole units of its currency; 0 means none"),
            string("budgetCurrency", "BRL", "The budget's currency, that of the billing account"),
            bool("organizationPolicies", true, "Whether project policies (residency, no public addresses) are set"),
            bool("cacheEnabled", false, "Whether a managed Redis is built"),
            integer("cacheMemoryGb", 1, "The Redis memory in GB"),
            bool("cacheHighlyAvailable", true, "Whether Redis has a replica in another zone"),
            integer("gpuQuota", 0, "GPUs that Google has granted the project in the region"),
            integer("cpuQuota", 72, "vCPUs that Google has granted the project in the region"));

    private static final Map<String, Key> BY_NAME =
            ALL.stream().collect(Collectors.toMap(Key::name, Function.identity()));

    private Keys() {}

    static Key named(String name) {
        Key key = BY_NAME.get(name);
        if (key == null) {
            throw new IllegalArgumentException("no such key: " + name);
        }
        return key;
    }

    static boolean known(String name) {
        return BY_NAME.containsKey(name);
    }
}
