package io.prontuario.pulumi.gcp.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns configuration values into a {@link StackConfig}, or into every {@link Problem} that they have. */
public final class StackConfigReader {
    private StackConfigReader() {}

    /** Reads and checks. @throws InvalidConfigException with every problem found */
    public static StackConfig read(ConfigSource source) {
        Values v = new Values(source);
        v.refuseUnknown();
        StackConfig config = parse(v, source);
        List<Problem> problems = new ArrayList<>(v.problems());
        // A key that could not be read was replaced by its default; what the checks say of it would mislead.
        Checks.of(config).stream().filter(p -> !v.failed(p.key())).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }

    private static StackConfig parse(Values v, ConfigSource source) {
        Map<String, Environment> environments = new LinkedHashMap<>();
        for (Environment e : Environment.values()) {
            environments.put(e.id(), e);
        }
        return new StackConfig(
                v.choice("environment", environments),
                v.required("project", "pulumi config set project YOUR-PROJECT-ID"),
                v.optional("billingAccount"),
                v.string("region"),
                v.string("name"),
                new StackConfig.Ranges(
                        v.string("networkNodesCidr"),
                        v.string("networkPodsCidr"),
                        v.string("networkServicesCidr"),
                        v.string("networkControlPlaneCidr"),
                        v.string("networkPrivateServicesCidr"),
                        v.strings("onsiteCidrs")),
                new StackConfig.Vpn(
                        v.bool("vpnEnabled"),
                        v.strings("vpnPeerAddresses"),
                        v.integer("vpnPeerAsn"),
                        v.integer("vpnCloudAsn"),
                        source.keys().contains(Keys.VPN_SHARED_SECRET)),
                gke(v),
                new StackConfig.Sql(
                        v.string("sqlTier"),
                        v.oneOf("sqlEdition", "ENTERPRISE", "ENTERPRISE_PLUS"),
                        v.oneOf("sqlAvailability", "REGIONAL", "ZONAL"),
                        v.bool("sqlBackups"),
                        v.bool("sqlPointInTimeRecovery"),
                        v.integer("sqlRetainedBackups"),
                        v.integer("sqlLogRetentionDays"),
                        v.integer("sqlDiskGb"),
                        v.integer("sqlGeneration")),
                new StackConfig.Retention(
                        v.integer("backupRetentionDays"),
                        v.integer("backupDeleteAfterDays"),
                        v.integer("archiveRetentionDays"),
                        v.bool("archiveRetentionLocked"),
                        v.integer("documentsColdAfterDays")),
                new StackConfig.Encryption(v.oneOf("keyProtection", "SOFTWARE", "HSM"), v.integer("keyRotationDays")),
                new StackConfig.Access(
                        v.optional("onsiteIssuer"),
                        v.optional("onsiteJwks"),
                        v.strings("emergencyOperators"),
                        v.optional("emergencyAccessUntil"),
                        v.optional("ciIssuer"),
                        v.optional("ciRepository"),
                        v.string("ciBranch")),
                new StackConfig.Dns(
                        v.optional("dnsDomain"),
                        v.string("dnsFailoverHost"),
                        v.optional("dnsSiteAddress"),
                        v.strings("dnsOnsiteResolvers"),
                        v.optional("dnsOnsiteDomain")),
                new StackConfig.Front(
                        v.bool("frontEnabled"), v.integer("frontRequestsPerMinute"), v.strings("frontCountries")),
                new StackConfig.Audit(v.integer("auditRetentionDays"), v.bool("auditLocked")),
                new StackConfig.Monitoring(v.strings("alertEmails"), v.integer("sloBasisPoints")),
                new StackConfig.Budget(v.integer("budgetMonthly"), v.string("budgetCurrency")),
                v.bool("organizationPolicies"),
                new StackConfig.Cache(
                        v.bool("cacheEnabled"), v.integer("cacheMemoryGb"), v.bool("cacheHighlyAvailable")),
                new StackConfig.Quotas(v.integer("gpuQuota"), v.integer("cpuQuota")));
    }

    private static StackConfig.Gke gke(Values v) {
        Map<String, StackConfig.Gke.Mode> modes = new LinkedHashMap<>();
        modes.put("Autopilot", StackConfig.Gke.Mode.AUTOPILOT);
        modes.put("Standard", StackConfig.Gke.Mode.STANDARD);
        List<String> authorized = v.strings("gkeAuthorizedNetworks");
        return new StackConfig.Gke(
                v.choice("gkeMode", modes),
                v.oneOf("gkeReleaseChannel", "RAPID", "REGULAR", "STABLE"),
                authorized.isEmpty() ? v.strings("onsiteCidrs") : authorized,
                v.string("gkeNodeMachineType"),
                v.integer("gkeNodesInitialPerZone"),
                v.integer("gkeNodesMin"),
                v.integer("gkeNodesMax"),
                v.bool("gkeSpotPool"),
                v.integer("gkeSpotMax"),
                v.optional("gkeAccelerator").filter(a -> !a.equals("none")),
                v.string("gkeGpuMachineType"),
                v.integer("gkeGpuMax"),
                v.string("gkeBackupCron"),
                v.integer("gkeBackupRetentionDays"));
    }
}
