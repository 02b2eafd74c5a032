package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigProblems;

/** Settings that production stacks must have. */
final class ProductionChecks implements Checks.Check {
    /** Law 13.787/2018, article 6: 20 years from the last entry. Five of them are leap years. In days. */
    private static final int TWENTY_YEARS = 7305;

    @Override
    public void check(StackConfig c, ConfigProblems problems) {
        if (!c.project().environment().production()) {
            return;
        }
        var loadBalancer = c.network().loadBalancer();
        problems.require(
                c.data().sql().highlyAvailable(),
                "sqlAvailability",
                "is ZONAL in prod; the failure of one zone would stop the emergency service",
                "set it to REGIONAL");
        problems.require(
                c.data().sql().backups().enabled() && c.data().sql().backups().pointInTimeRecovery(),
                "sqlPointInTimeRecovery",
                "or sqlBackups is false in prod",
                "set both to true");
        problems.require(
                c.data().retention().archiveDays() >= TWENTY_YEARS,
                "archiveRetentionDays",
                c.data().retention().archiveDays() + " days is less than the 20 years that law 13.787/2018 requires",
                "use " + TWENTY_YEARS + " or more");
        problems.require(
                !c.monitoring().emails().isEmpty(),
                "alertEmails",
                "is empty in prod; alerts would have no recipient",
                "list at least one address");
        problems.require(
                c.governance().organizationPolicies(),
                "organizationPolicies",
                "is false in prod",
                "set it to true; the policies also apply to changes made by hand");
        problems.require(
                c.governance().audit().retentionDays() >= 365,
                "auditRetentionDays",
                c.governance().audit().retentionDays() + " days is less than a year in prod",
                "use 365 or more");
        problems.require(
                !loadBalancer.enabled() || !loadBalancer.countries().isEmpty(),
                "frontCountries",
                "is empty in prod",
                "list the countries that may connect, such as BR");
        problems.require(
                !c.data().cache().enabled() || c.data().cache().highlyAvailable(),
                "cacheHighlyAvailable",
                "is false in prod",
                "set it to true");
        problems.require(
                c.budget().set(),
                "budgetMonthly",
                "is 0 in prod; nothing would report a cost that grows",
                "set a monthly amount and billingAccount");
    }
}
