package io.prontuario.pulumi.gcp.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** CPUs and memory that follow from the name of a machine type. */
public final class MachineTypes {
    private static final Pattern PREDEFINED = Pattern.compile("[a-z0-9]+-[a-z]+-(\\d+)");
    private static final Pattern SQL_CUSTOM = Pattern.compile("db-custom-(\\d+)-(\\d+)");
    private static final Pattern SQL_PERFORMANCE = Pattern.compile("db-perf-optimized-N-(\\d+)");

    private MachineTypes() {}

    /** vCPUs of a Compute Engine machine type; 2 for shared-core types, whose name has no number. */
    public static int cpus(String machineType) {
        Matcher m = PREDEFINED.matcher(machineType);
        return m.matches() ? Integer.parseInt(m.group(1)) : 2;
    }

    /** A Cloud SQL machine. @param memoryMib memory in MiB */
    public record SqlMachine(int cpus, int memoryMib) {}

    /** The machine of a Cloud SQL tier; empty for an unknown tier. Shared-core tiers count as one CPU. */
    public static Optional<SqlMachine> sql(String tier) {
        Matcher custom = SQL_CUSTOM.matcher(tier);
        if (custom.matches()) {
            return Optional.of(new SqlMachine(Integer.parseInt(custom.group(1)), Integer.parseInt(custom.group(2))));
        }
        Matcher performance = SQL_PERFORMANCE.matcher(tier);
        if (performance.matches()) {
            int cpus = Integer.parseInt(performance.group(1));
            return Optional.of(new SqlMachine(cpus, cpus * 8 * 1024));
        }
        return switch (tier) {
            case "db-f1-micro" -> Optional.of(new SqlMachine(1, 614));
            case "db-g1-small" -> Optional.of(new SqlMachine(1, 1740));
            default -> Optional.empty();
        };
    }

    /** Whether the Cloud SQL tier is a shared-core tier. */
    public static boolean sharedCore(String tier) {
        return tier.equals("db-f1-micro") || tier.equals("db-g1-small");
    }
}
