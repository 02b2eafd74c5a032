package io.prontuario.pulumi.gcp.config;

import io.prontuario.pulumi.config.ConfigProblems;
import java.util.regex.Pattern;

/** Alert recipients, the availability objective and the budget. */
final class MonitoringChecks implements Checks.Check {
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
    private static final Pattern BILLING = Pattern.compile("[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}");

    @Override
    public void check(StackConfig c, ConfigProblems problems) {
        for (String email : c.monitoring().emails()) {
            problems.require(
                    EMAIL.matcher(email).matches(),
                    "alertEmails",
                    "\"" + email + "\" is not an e-mail address",
                    "write NAME@DOMAIN");
        }
        int slo = c.monitoring().sloBasisPoints();
        problems.require(
                slo >= 9000 && slo <= 9999,
                "sloBasisPoints",
                slo + " is out of range",
                "use 9000 to 9999; 9990 means 99.9 %");
        budget(c.budget(), problems);
    }

    private static void budget(StackConfig.Budget budget, ConfigProblems problems) {
        budget.billingAccount()
                .ifPresent(id -> problems.require(
                        BILLING.matcher(id).matches(),
                        "billingAccount",
                        "\"" + id + "\" is not a billing account id",
                        "use the form XXXXXX-XXXXXX-XXXXXX shown by: gcloud billing accounts list"));
        problems.require(
                !budget.set() || budget.billingAccount().isPresent(),
                "billingAccount",
                "is not set, but budgetMonthly is " + budget.monthly(),
                "set billingAccount, or set budgetMonthly to 0");
        problems.require(
                budget.monthly() >= 0, "budgetMonthly", "is negative", "use 0 for no budget, or a positive amount");
        problems.require(
                budget.currency().matches("[A-Z]{3}"),
                "budgetCurrency",
                "\"" + budget.currency() + "\" is not a currency code",
                "use the billing account's ISO 4217 code, such as BRL");
    }
}
