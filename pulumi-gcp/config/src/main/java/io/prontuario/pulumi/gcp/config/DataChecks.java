package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigProblems;
import io.prontuario.pulumi.gcp.config.StackConfig.Sql;

/** Cloud SQL, buckets, keys and Redis. */
final class DataChecks implements Checks.Check {
    /** The longest retention that Cloud Logging accepts, in days. */
    private static final int LONGEST_LOG_RETENTION = 3650;
    /** In days. The provider stores a bucket's retention as a signed 32-bit number of seconds. */
    private static final int LONGEST_RETENTION = Integer.MAX_VALUE / 86_400;

    @Override
    public void check(StackConfig c, ConfigProblems problems) {
        sql(c.data().sql(), problems);
        retention(c, problems);
        keys(c, problems);
        problems.require(
                c.data().cache().memoryGb() >= 1 && c.data().cache().memoryGb() <= 300,
                "cacheMemoryGb",
                c.data().cache().memoryGb() + " GB is out of range",
                "use 1 to 300");
    }

    private static void sql(Sql sql, ConfigProblems problems) {
        problems.require(
                !sql.highlyAvailable() || sql.backups().enabled(),
                "sqlBackups",
                "is false, but sqlAvailability is REGIONAL; Cloud SQL refuses a standby without backups",
                "set sqlBackups to true");
        problems.require(
                !sql.backups().pointInTimeRecovery() || sql.backups().enabled(),
                "sqlPointInTimeRecovery",
                "is true, but sqlBackups is false; recovery starts from a backup",
                "set sqlBackups to true");
        boolean plus = sql.edition().equals("ENTERPRISE_PLUS");
        boolean performance = sql.tier().startsWith("db-perf-optimized-N-");
        problems.require(
                MachineTypes.sql(sql.tier()).isPresent(),
                "sqlTier",
                "\"" + sql.tier() + "\" is not a Cloud SQL tier for PostgreSQL",
                "use db-custom-CPUS-MIB, db-perf-optimized-N-CPUS, db-g1-small or db-f1-micro");
        problems.require(
                plus == performance || MachineTypes.sql(sql.tier()).isEmpty(),
                "sqlTier",
                sql.tier() + " does not exist in edition " + sql.edition(),
                plus
                        ? "use a db-perf-optimized-N-* tier"
                        : "use a db-custom-* tier, or set sqlEdition to ENTERPRISE_PLUS");
        MachineTypes.sql(sql.tier())
                .filter(m -> sql.tier().startsWith("db-custom-"))
                .ifPresent(m -> custom(sql, m, problems));
        problems.require(
                !sql.highlyAvailable() || !MachineTypes.sharedCore(sql.tier()),
                "sqlTier",
                sql.tier() + " has no SLA, but sqlAvailability is REGIONAL",
                "use db-custom-1-3840 or larger, or set sqlAvailability to ZONAL");
        int longest = plus ? 35 : 7;
        problems.require(
                sql.backups().logRetentionDays() >= 1 && sql.backups().logRetentionDays() <= longest,
                "sqlLogRetentionDays",
                sql.backups().logRetentionDays() + " is out of range for edition " + sql.edition(),
                "use 1 to " + longest);
        problems.require(
                sql.backups().retained() >= 1 && sql.backups().retained() <= 365,
                "sqlRetainedBackups",
                sql.backups().retained() + " is out of range",
                "use 1 to 365");
        problems.require(
                !sql.backups().pointInTimeRecovery()
                        || sql.backups().retained() >= sql.backups().logRetentionDays(),
                "sqlRetainedBackups",
                sql.backups().retained() + " daily backups do not cover "
                        + sql.backups().logRetentionDays() + " days of logs",
                "use at least sqlLogRetentionDays");
        problems.require(
                sql.diskGb() >= 10 && sql.diskGb() <= 65536,
                "sqlDiskGb",
                sql.diskGb() + " GB is out of range",
                "use 10 to 65536");
        problems.require(
                sql.generation() >= 1, "sqlGeneration", sql.generation() + " is out of range", "use 1 or more");
    }

    private static void custom(Sql sql, MachineTypes.SqlMachine m, ConfigProblems problems) {
        boolean cpus = m.cpus() == 1 || m.cpus() % 2 == 0 && m.cpus() <= 96;
        boolean memory = m.memoryMib() % 256 == 0
                && m.memoryMib() >= 3840
                && m.memoryMib() >= m.cpus() * 922
                && m.memoryMib() <= m.cpus() * 6656;
        problems.require(
                cpus && memory,
                "sqlTier",
                sql.tier() + " is not a valid combination of CPUs and memory",
                "CPUs: 1 or an even number up to 96; memory: a multiple of 256 MiB, at least 3840 MiB, 0.9 to 6.5 GiB per CPU");
    }

    private static void retention(StackConfig c, ConfigProblems problems) {
        var r = c.data().retention();
        problems.require(
                r.backupDays() >= 1, "backupRetentionDays", r.backupDays() + " is out of range", "use 1 or more");
        problems.require(
                r.backupDeleteAfterDays() > r.backupDays(),
                "backupDeleteAfterDays",
                r.backupDeleteAfterDays() + " days is not after backupRetentionDays (" + r.backupDays()
                        + "); the lifecycle rule would delete objects that the retention keeps",
                "delete later, or retain for a shorter time");
        problems.require(
                r.coldAfterDays() >= 30,
                "documentsColdAfterDays",
                r.coldAfterDays() + " days is too short: Nearline bills at least 30 days",
                "use 30 or more");
        problems.require(
                r.archiveDays() >= 1 && r.archiveDays() <= LONGEST_RETENTION,
                "archiveRetentionDays",
                r.archiveDays() + " is out of range",
                "use 1 to " + LONGEST_RETENTION);
        problems.require(
                c.governance().audit().retentionDays() >= 1
                        && c.governance().audit().retentionDays() <= LONGEST_LOG_RETENTION,
                "auditRetentionDays",
                c.governance().audit().retentionDays() + " is out of range",
                "use 1 to " + LONGEST_LOG_RETENTION);
    }

    private static void keys(StackConfig c, ConfigProblems problems) {
        int days = c.data().encryption().rotationDays();
        problems.require(
                days >= 1 && days <= 365,
                "keyRotationDays",
                days + " is out of range",
                "use 1 to 365; Google recommends 90");
    }
}
