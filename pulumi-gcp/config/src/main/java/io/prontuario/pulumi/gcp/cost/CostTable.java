package io.prontuario.pulumi.gcp.cost;

import java.util.List;
import java.util.Locale;

/** Formats an estimate as a table, and the estimate of R-PROD-24 for comparison. */
public final class CostTable {
    /** R-PROD-24: another provider, and a smaller deployment without standby, customer-managed keys and audit logs. */
    static final List<CostEstimate.Line> AWS = List.of(
            new CostEstimate.Line("Load balancer", "ALB", 20),
            new CostEstimate.Line("App compute", "2 × t3.medium", 60),
            new CostEstimate.Line("Database", "RDS, db.t3.medium", 60),
            new CostEstimate.Line("Redis", "cache.t3.micro", 15),
            new CostEstimate.Line("Storage", "S3, 100 GB", 5),
            new CostEstimate.Line("GPU", "g4dn.xlarge, on demand", 380));

    private CostTable() {}

    /** The table of one stack, in US dollars per month. */
    public static String of(String stack, CostEstimate estimate) {
        StringBuilder text = new StringBuilder();
        text.append("Estimate for stack ")
                .append(stack)
                .append(", in US dollars per month, list prices in southamerica-east1\n");
        text.append("of about ")
                .append(PriceTable.AS_OF)
                .append(", rounded, not fetched from Google; without traffic, taxes and discounts.\n\n");
        estimate.lines().forEach(line -> row(text, line));
        row(text, new CostEstimate.Line("Total", "estimate", estimate.totalUsd()));
        return text.toString();
    }

    /** The estimate of R-PROD-24, for comparison. */
    public static String comparison() {
        StringBuilder text =
                new StringBuilder("For comparison, the approximate AWS estimate of requirement R-PROD-24:\n\n");
        AWS.forEach(line -> row(text, line));
        row(
                text,
                new CostEstimate.Line(
                        "Total",
                        "R-PROD-24",
                        AWS.stream().mapToDouble(CostEstimate.Line::monthlyUsd).sum()));
        return text.toString();
    }

    private static void row(StringBuilder text, CostEstimate.Line line) {
        text.append(
                String.format(Locale.ROOT, "  %-16s %-38s %9.2f%n", line.item(), line.quantity(), line.monthlyUsd()));
    }
}
