package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigProblem;
import io.prontuario.pulumi.config.ConfigSource;
import io.prontuario.pulumi.config.InvalidConfigException;
import io.prontuario.pulumi.gcp.config.StackConfig.Gke;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Parses configuration values into a {@link StackConfig}, or reports every {@link ConfigProblem} that they have. */
public final class StackConfigReader {
    private final ConfigValues v;

    private StackConfigReader(ConfigValues values) {
        this.v = values;
    }

    /** Reads and checks. @throws InvalidConfigException with every problem found */
    public static StackConfig read(ConfigSource source) {
        ConfigValues values = new ConfigValues(source);
        values.refuseUnknown();
        StackConfig config = new StackConfigReader(values).parse();
        List<ConfigProblem> problems = new ArrayList<>(values.problems());
        // A value that cannot be parsed was replaced by its default; what the checks report about it would mislead.
        Checks.of(config).stream().filter(p -> !values.failed(p.key())).forEach(problems::add);
        if (!problems.isEmpty()) {
            throw new InvalidConfigException(problems);
        }
        return config;
    }

    private StackConfig parse() {
        return new StackConfig(
                project(),
                new StackConfig.Network(ranges(), vpn(), dns(), loadBalancer()),
                gke(),
                new StackConfig.Data(sql(), cache(), retention(), encryption()),
                access(),
                new StackConfig.Monitoring(v.strings("alertEmails"), v.integer("sloBasisPoints")),
                new StackConfig.Governance(
                        new StackConfig.Audit(v.integer("auditRetentionDays"), v.bool("auditLocked")),
                        v.bool("organizationPolicies"),
                        new StackConfig.Quotas(v.integer("gpuQuota"), v.integer("cpuQuota"))),
                new StackConfig.Budget(
                        v.integer("budgetMonthly"), v.string("budgetCurrency"), v.optional("billingAccount")));
    }

    private StackConfig.Project project() {
        Map<String, Environment> environments = new LinkedHashMap<>();
        for (Environment e : Environment.values()) {
            environments.put(e.id(), e);
        }
        return new StackConfig.Project(
                v.choice("environment", environments),
                v.required("project", "pulumi config set project YOUR-PROJECT-ID"),
                v.string("region"),
                v.string("name"));
    }

    private StackConfig.Ranges ranges() {
        return new StackConfig.Ranges(
                v.string("networkNodesCidr"),
                v.string("networkPodsCidr"),
                v.string("networkServicesCidr"),
                v.string("networkControlPlaneCidr"),
                v.string("networkPrivateServicesCidr"),
                v.strings("onsiteCidrs"));
    }

    private StackConfig.Vpn vpn() {
        return new StackConfig.Vpn(
                v.bool("vpnEnabled"),
                v.strings("vpnPeerAddresses"),
                v.integer("vpnPeerAsn"),
                v.integer("vpnCloudAsn"),
                v.set(ConfigKeys.VPN_SHARED_SECRET));
    }

    private StackConfig.Dns dns() {
        return new StackConfig.Dns(
                v.optional("dnsDomain"),
                v.string("dnsFailoverHost"),
                v.optional("dnsSiteAddress"),
                v.strings("dnsOnsiteResolvers"),
                v.optional("dnsOnsiteDomain"));
    }

    private StackConfig.LoadBalancer loadBalancer() {
        return new StackConfig.LoadBalancer(
                v.bool("frontEnabled"), v.integer("frontRequestsPerMinute"), v.strings("frontCountries"));
    }

    private Gke gke() {
        Map<String, Gke.Mode> modes = new LinkedHashMap<>();
        modes.put("Autopilot", Gke.Mode.AUTOPILOT);
        modes.put("Standard", Gke.Mode.STANDARD);
        List<String> authorized = v.strings("gkeAuthorizedNetworks");
        return new Gke(
                v.choice("gkeMode", modes),
                v.oneOf("gkeReleaseChannel", "RAPID", "REGULAR", "STABLE"),
                authorized.isEmpty() ? v.strings("onsiteCidrs") : authorized,
                new StackConfig.NodePool(
                        v.string("gkeNodeMachineType"),
                        v.integer("gkeNodesInitialPerZone"),
                        v.integer("gkeNodesMin"),
                        v.integer("gkeNodesMax")),
                new StackConfig.SpotPool(v.bool("gkeSpotPool"), v.integer("gkeSpotMax")),
                new StackConfig.GpuPool(
                        v.optional("gkeAccelerator").filter(a -> !a.equals("none")),
                        v.string("gkeGpuMachineType"),
                        v.integer("gkeGpuMax")),
                new StackConfig.ClusterBackup(v.string("gkeBackupCron"), v.integer("gkeBackupRetentionDays")));
    }

    private StackConfig.Sql sql() {
        return new StackConfig.Sql(
                v.string("sqlTier"),
                v.oneOf("sqlEdition", "ENTERPRISE", "ENTERPRISE_PLUS"),
                v.oneOf("sqlAvailability", "REGIONAL", "ZONAL"),
                v.integer("sqlDiskGb"),
                v.integer("sqlGeneration"),
                new StackConfig.SqlBackups(
                        v.bool("sqlBackups"),
                        v.bool("sqlPointInTimeRecovery"),
                        v.integer("sqlRetainedBackups"),
                        v.integer("sqlLogRetentionDays")));
    }

    private StackConfig.Cache cache() {
        return new StackConfig.Cache(
                v.bool("cacheEnabled"), v.integer("cacheMemoryGb"), v.bool("cacheHighlyAvailable"));
    }

    private StackConfig.Retention retention() {
        return new StackConfig.Retention(
                v.integer("backupRetentionDays"),
                v.integer("backupDeleteAfterDays"),
                v.integer("archiveRetentionDays"),
                v.bool("archiveRetentionLocked"),
                v.integer("documentsColdAfterDays"));
    }

    private StackConfig.Encryption encryption() {
        return new StackConfig.Encryption(v.oneOf("keyProtection", "SOFTWARE", "HSM"), v.integer("keyRotationDays"));
    }

    private StackConfig.Access access() {
        return new StackConfig.Access(
                v.optional("onsiteIssuer"),
                v.optional("onsiteJwks"),
                v.strings("emergencyOperators"),
                v.optional("emergencyAccessUntil"),
                v.optional("ciIssuer"),
                v.optional("ciRepository"),
                v.string("ciBranch"));
    }
}
