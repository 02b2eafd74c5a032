package io.prontuario.pulumi.gcp.config;

import java.util.regex.Pattern;

/** The project, the region and the names. */
final class PlaceChecks implements Checks.Check {
    /** The only Google Cloud region in Brazil; southamerica-west1 is in Chile. */
    static final String BRAZIL = "southamerica-east1";

    private static final Pattern PROJECT = Pattern.compile("[a-z][a-z0-9-]{4,28}[a-z0-9]");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,12}[a-z0-9]");
    private static final Pattern BILLING = Pattern.compile("[0-9A-F]{6}-[0-9A-F]{6}-[0-9A-F]{6}");

    @Override
    public void look(StackConfig c, Checks.Report report) {
        report.unless(
                c.project().isEmpty() || PROJECT.matcher(c.project()).matches(),
                "project",
                "\"" + c.project() + "\" is not a project id",
                "use the id (6 to 30 lower-case letters, digits, hyphens), not the display name or number");
        report.unless(
                c.region().equals(BRAZIL),
                "region",
                "\"" + c.region() + "\" is not in Brazil, and patient data stays in Brazil by policy",
                "use " + BRAZIL);
        report.unless(
                NAME.matcher(c.name()).matches(),
                "name",
                "\"" + c.name() + "\" cannot prefix a service account id of at most 30 characters",
                "use 2 to 14 lower-case letters, digits or hyphens, starting with a letter");
        c.billingAccount()
                .ifPresent(id -> report.unless(
                        BILLING.matcher(id).matches(),
                        "billingAccount",
                        "\"" + id + "\" is not a billing account id",
                        "use the form XXXXXX-XXXXXX-XXXXXX shown by: gcloud billing accounts list"));
        if (c.budget().set()) {
            report.unless(
                    c.billingAccount().isPresent(),
                    "billingAccount",
                    "is not set, but budgetMonthly is " + c.budget().monthly(),
                    "set billingAccount, or set budgetMonthly to 0");
        }
        report.unless(
                c.budget().monthly() >= 0, "budgetMonthly", "is negative", "use 0 for none, or a positive amount");
        report.unless(
                c.budget().currency().matches("[A-Z]{3}"),
                "budgetCurrency",
                "\"" + c.budget().currency() + "\" is not a currency code",
                "use the billing account's ISO 4217 code, such as BRL");
    }
}
