package io.prontuario.pulumi.gcp.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.gcp.config.StackFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostEstimateTest {
    /** Checks bounds, because the prices are rounded. */
    @ParameterizedTest
    @CsvSource({"dev, 150, 600", "staging, 300, 900", "prod, 400, 1100", "healthcare, 800, 1800", "hybrid-v1, 800, 1800"
    })
    void everyStackHasAnEstimateOfItsOrder(String stack, double least, double most) {
        CostEstimate estimate = CostEstimate.of(StackFile.read(stack));
        assertThat(estimate.totalUsd()).isBetween(least, most);
        assertThat(estimate.lines())
                .allSatisfy(line -> assertThat(line.monthlyUsd()).isPositive());
    }

    @Test
    void aStandbyDoublesTheDatabase() {
        assertThat(database("prod")).contains("2 × db-custom-2-7680");
        assertThat(database("dev")).contains("1 × db-custom-1-3840");
    }

    private static String database(String stack) {
        return CostEstimate.of(StackFile.read(stack)).lines().stream()
                .filter(line -> line.item().equals("Cloud SQL"))
                .map(CostEstimate.Line::quantity)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTableSaysThatItIsAnEstimateAndShowsTheComparison() {
        assertThat(CostTable.of("prod", CostEstimate.of(StackFile.read("prod"))))
                .startsWith("Estimate for stack prod")
                .contains("not fetched from Google")
                .contains("Total");
        assertThat(CostTable.comparison()).contains("g4dn.xlarge").contains("540.00");
    }
}
