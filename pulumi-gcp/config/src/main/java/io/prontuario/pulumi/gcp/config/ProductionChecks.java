package io.prontuario.pulumi.gcp.config;

/** What production may not do without. */
final class ProductionChecks implements Checks.Check {
    /** Law 13.787/2018: twenty years from the last entry. Five of those years are leap years. */
    private static final int TWENTY_YEARS = 7305;

    @Override
    public void look(StackConfig c, Checks.Report report) {
        if (!c.environment().production()) {
            return;
        }
        report.unless(
                c.sql().highlyAvailable(),
                "sqlAvailability",
                "is ZONAL in prod: one zone's failure would end the emergency service",
                "set it to REGIONAL");
        report.unless(
                c.sql().backups() && c.sql().pointInTimeRecovery(),
                "sqlPointInTimeRecovery",
                "or sqlBackups is false in prod",
                "set both to true");
        report.unless(
                c.retention().archiveDays() >= TWENTY_YEARS,
                "archiveRetentionDays",
                c.retention().archiveDays() + " days is below the 20 years that law 13.787/2018 asks for",
                "use " + TWENTY_YEARS + " or more");
        report.unless(
                !c.monitoring().emails().isEmpty(),
                "alertEmails",
                "is empty in prod, so no one would hear an alert",
                "list at least one address");
        report.unless(
                c.organizationPolicies(),
                "organizationPolicies",
                "is false in prod",
                "set it to true; they keep a later mistake inside Brazil");
        report.unless(
                c.audit().retentionDays() >= 365,
                "auditRetentionDays",
                c.audit().retentionDays() + " days is under a year in prod",
                "use 365 or more");
        report.unless(
                !c.front().enabled() || !c.front().countries().isEmpty(),
                "frontCountries",
                "is empty in prod",
                "list the countries that may connect, such as BR");
        report.unless(
                !c.cache().enabled() || c.cache().highlyAvailable(),
                "cacheHighlyAvailable",
                "is false in prod",
                "set it to true");
        report.unless(
                c.budget().set(),
                "budgetMonthly",
                "is 0 in prod, so a runaway cost would go unseen",
                "set a monthly amount and billingAccount");
    }
}
