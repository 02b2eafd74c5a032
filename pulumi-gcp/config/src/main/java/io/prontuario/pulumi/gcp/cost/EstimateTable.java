package io.prontuario.pulumi.gcp.cost;

import java.util.List;
import java.util.Locale;

/** The estimate as text, beside the HealthCare document's own table. */
public final class EstimateTable {
    /** "Estimativa de Custo Mensal (Aproximada - AWS)" of the HealthCare document. */
    static final List<Estimate.Line> DOCUMENT = List.of(
            new Estimate.Line("Load balancer", "ALB", 20),
            new Estimate.Line("App compute", "2 × t3.medium", 60),
            new Estimate.Line("Database", "RDS, db.t3.medium", 60),
            new Estimate.Line("Redis", "cache.t3.micro", 15),
            new Estimate.Line("Storage", "S3, 100 GB", 5),
            new Estimate.Line("GPU", "g4dn.xlarge, on demand", 380));

    private EstimateTable() {}

    /** The table of one stack. */
    public static String of(String stack, Estimate estimate) {
        StringBuilder text = new StringBuilder();
        text.append("Estimate for stack ")
                .append(stack)
                .append(", US dollars a month, list prices in southamerica-east1\n");
        text.append("of about ")
                .append(PriceTable.AS_OF)
                .append(", rounded, not fetched from Google; without traffic, tax and discounts.\n\n");
        estimate.lines().forEach(line -> row(text, line));
        row(text, new Estimate.Line("Total", "estimate", estimate.totalUsd()));
        return text.toString();
    }

    /** The document's table, which is about another provider and a smaller tier without a standby, keys or audit. */
    public static String document() {
        StringBuilder text = new StringBuilder("The HealthCare document's own table (AWS, approximate):\n\n");
        DOCUMENT.forEach(line -> row(text, line));
        row(
                text,
                new Estimate.Line(
                        "Total",
                        "of the document",
                        DOCUMENT.stream().mapToDouble(Estimate.Line::monthlyUsd).sum()));
        return text.toString();
    }

    private static void row(StringBuilder text, Estimate.Line line) {
        text.append(
                String.format(Locale.ROOT, "  %-16s %-38s %9.2f%n", line.item(), line.quantity(), line.monthlyUsd()));
    }
}
