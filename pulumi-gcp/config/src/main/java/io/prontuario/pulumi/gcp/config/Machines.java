package io.prontuario.pulumi.gcp.config;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a machine type's name says. */
public final class Machines {
    private static final Pattern PREDEFINED = Pattern.compile("[a-z0-9]+-[a-z]+-(\\d+)");
    private static final Pattern SQL_CUSTOM = Pattern.compile("db-custom-(\\d+)-(\\d+)");
    private static final Pattern SQL_PERFORMANCE = Pattern.compile("db-perf-optimized-N-(\\d+)");

    private Machines() {}

    /** vCPUs of a Compute Engine type; 2 for the shared-core ones, whose name has no number. */
    public static int cpus(String machineType) {
        Matcher m = PREDEFINED.matcher(machineType);
        return m.matches() ? Integer.parseInt(m.group(1)) : 2;
    }

    /** A Cloud SQL machine: vCPUs and memory in MiB. */
    public record SqlMachine(int cpus, int memoryMib) {}

    /** What a Cloud SQL tier holds; the shared-core tiers have a fraction of a CPU, counted as one. */
    public static java.util.Optional<SqlMachine> sql(String tier) {
        Matcher custom = SQL_CUSTOM.matcher(tier);
        if (custom.matches()) {
            return java.util.Optional.of(
                    new SqlMachine(Integer.parseInt(custom.group(1)), Integer.parseInt(custom.group(2))));
        }
        Matcher performance = SQL_PERFORMANCE.matcher(tier);
        if (performance.matches()) {
            int cpus = Integer.parseInt(performance.group(1));
            return java.util.Optional.of(new SqlMachine(cpus, cpus * 8 * 1024));
        }
        return switch (tier) {
            case "db-f1-micro" -> java.util.Optional.of(new SqlMachine(1, 614));
            case "db-g1-small" -> java.util.Optional.of(new SqlMachine(1, 1740));
            default -> java.util.Optional.empty();
        };
    }

    public static boolean sharedCore(String tier) {
        return tier.equals("db-f1-micro") || tier.equals("db-g1-small");
    }
}
