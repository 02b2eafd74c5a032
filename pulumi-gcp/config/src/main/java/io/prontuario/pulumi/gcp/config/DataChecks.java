package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.gcp.config.StackConfig.Sql;

/** The database, the buckets, the keys and the cache. */
final class DataChecks implements Checks.Check {
    /** What Cloud Logging accepts, in days. */
    private static final int LONGEST_LOG_RETENTION = 3650;
    /** The provider counts a bucket's retention in seconds in 32 bits; in days. */
    private static final int LONGEST_RETENTION = Integer.MAX_VALUE / 86_400;

    @Override
    public void look(StackConfig c, Checks.Report report) {
        sql(c.sql(), report);
        retention(c, report);
        keys(c, report);
        report.unless(
                c.cache().memoryGb() >= 1 && c.cache().memoryGb() <= 300,
                "cacheMemoryGb",
                c.cache().memoryGb() + " GB is out of range",
                "use 1 to 300");
    }

    private static void sql(Sql sql, Checks.Report report) {
        report.unless(
                !sql.highlyAvailable() || sql.backups(),
                "sqlBackups",
                "is false, but sqlAvailability is REGIONAL, and Cloud SQL refuses a standby without backups",
                "set sqlBackups to true");
        report.unless(
                !sql.pointInTimeRecovery() || sql.backups(),
                "sqlPointInTimeRecovery",
                "is true, but sqlBackups is false, and recovery starts from a backup",
                "set sqlBackups to true");
        boolean plus = sql.edition().equals("ENTERPRISE_PLUS");
        boolean performance = sql.tier().startsWith("db-perf-optimized-N-");
        report.unless(
                Machines.sql(sql.tier()).isPresent(),
                "sqlTier",
                "\"" + sql.tier() + "\" is not a Cloud SQL tier for PostgreSQL",
                "use db-custom-CPUS-MIB, db-perf-optimized-N-CPUS, db-g1-small or db-f1-micro");
        report.unless(
                plus == performance || Machines.sql(sql.tier()).isEmpty(),
                "sqlTier",
                sql.tier() + " does not exist in edition " + sql.edition(),
                plus
                        ? "use a db-perf-optimized-N-* tier"
                        : "use a db-custom-* tier, or set sqlEdition to ENTERPRISE_PLUS");
        Machines.sql(sql.tier())
                .filter(m -> sql.tier().startsWith("db-custom-"))
                .ifPresent(m -> custom(sql, m, report));
        report.unless(
                !sql.highlyAvailable() || !Machines.sharedCore(sql.tier()),
                "sqlTier",
                sql.tier() + " has no service level, but sqlAvailability is REGIONAL",
                "use db-custom-1-3840 or larger, or set sqlAvailability to ZONAL");
        int longest = plus ? 35 : 7;
        report.unless(
                sql.logRetentionDays() >= 1 && sql.logRetentionDays() <= longest,
                "sqlLogRetentionDays",
                sql.logRetentionDays() + " is out of range for edition " + sql.edition(),
                "use 1 to " + longest);
        report.unless(
                sql.retainedBackups() >= 1 && sql.retainedBackups() <= 365,
                "sqlRetainedBackups",
                sql.retainedBackups() + " is out of range",
                "use 1 to 365");
        report.unless(
                !sql.pointInTimeRecovery() || sql.retainedBackups() >= sql.logRetentionDays(),
                "sqlRetainedBackups",
                sql.retainedBackups() + " daily backups do not reach back over " + sql.logRetentionDays()
                        + " days of logs",
                "use at least sqlLogRetentionDays");
        report.unless(
                sql.diskGb() >= 10 && sql.diskGb() <= 65536,
                "sqlDiskGb",
                sql.diskGb() + " GB is out of range",
                "use 10 to 65536");
        report.unless(
                sql.generation() >= 1, "sqlGeneration", sql.generation() + " is not a generation", "use 1 or more");
    }

    private static void custom(Sql sql, Machines.SqlMachine m, Checks.Report report) {
        boolean cpus = m.cpus() == 1 || m.cpus() % 2 == 0 && m.cpus() <= 96;
        boolean memory = m.memoryMib() % 256 == 0
                && m.memoryMib() >= 3840
                && m.memoryMib() >= m.cpus() * 922
                && m.memoryMib() <= m.cpus() * 6656;
        report.unless(
                cpus && memory,
                "sqlTier",
                sql.tier() + " is not a shape that Cloud SQL makes",
                "CPUs: 1 or an even number to 96; memory: a multiple of 256 MiB, at least 3840, 0.9 to 6.5 GiB a CPU");
    }

    private static void retention(StackConfig c, Checks.Report report) {
        var r = c.retention();
        report.unless(r.backupDays() >= 1, "backupRetentionDays", r.backupDays() + " is out of range", "use 1 or more");
        report.unless(
                r.backupDeleteAfterDays() > r.backupDays(),
                "backupDeleteAfterDays",
                r.backupDeleteAfterDays() + " days is not after backupRetentionDays (" + r.backupDays()
                        + "), so the lifecycle would fight the retention",
                "delete later, or retain for less");
        report.unless(
                r.coldAfterDays() >= 30,
                "documentsColdAfterDays",
                r.coldAfterDays() + " days is too soon: Nearline bills 30 days at least",
                "use 30 or more");
        report.unless(
                r.archiveDays() >= 1 && r.archiveDays() <= LONGEST_RETENTION,
                "archiveRetentionDays",
                r.archiveDays() + " is out of range",
                "use 1 to " + LONGEST_RETENTION);
        report.unless(
                c.audit().retentionDays() >= 1 && c.audit().retentionDays() <= LONGEST_LOG_RETENTION,
                "auditRetentionDays",
                c.audit().retentionDays() + " is out of range",
                "use 1 to " + LONGEST_LOG_RETENTION);
    }

    private static void keys(StackConfig c, Checks.Report report) {
        int days = c.encryption().rotationDays();
        report.unless(
                days >= 1 && days <= 365,
                "keyRotationDays",
                days + " is out of range",
                "use 1 to 365; Google advises 90");
    }
}
