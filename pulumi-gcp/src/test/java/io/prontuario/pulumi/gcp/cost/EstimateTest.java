package io.prontuario.pulumi.gcp.cost;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.pulumi.gcp.config.StackFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EstimateTest {
    /** Bounds, not figures: the table's prices are rounded, and a change of size should show. */
    @ParameterizedTest
    @CsvSource({"dev, 150, 600", "staging, 300, 900", "prod, 400, 1100", "healthcare, 800, 1800", "hybrid-v1, 800, 1800"
    })
    void everyStackHasAnEstimateOfItsOrder(String stack, double least, double most) {
        Estimate estimate = Estimate.of(StackFile.read(stack));
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
        return Estimate.of(StackFile.read(stack)).lines().stream()
                .filter(line -> line.item().equals("Cloud SQL"))
                .map(Estimate.Line::quantity)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theTableSaysThatItIsAnEstimateAndShowsTheDocuments() {
        assertThat(EstimateTable.of("prod", Estimate.of(StackFile.read("prod"))))
                .startsWith("Estimate for stack prod")
                .contains("not fetched from Google")
                .contains("Total");
        assertThat(EstimateTable.document()).contains("g4dn.xlarge").contains("540.00");
    }
}
