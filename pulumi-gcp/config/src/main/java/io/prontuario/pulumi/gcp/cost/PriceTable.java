package io.prontuario.pulumi.gcp.cost;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The dated price table. Prices are US dollars a month; hourly ones count 730 hours. */
public final class PriceTable {
    /** About when these prices were the public list prices; nobody has fetched them since. */
    public static final LocalDate AS_OF = LocalDate.of(2025, 10, 1);

    private static final double HOURS_A_MONTH = 730;

    private final Map<String, Double> monthly;

    private PriceTable(Map<String, Double> monthly) {
        this.monthly = monthly;
    }

    public static PriceTable load() {
        Map<String, Double> monthly = new HashMap<>();
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(PriceTable.class.getResourceAsStream("prices.tsv")), StandardCharsets.UTF_8))) {
            String line;
            while ((line = reader.readLine()) != null) {
                if (!line.startsWith("#") && !line.isBlank()) {
                    String[] parts = line.split("\t", -1);
                    double price = Double.parseDouble(parts[2]);
                    monthly.put(parts[0], parts[1].equals("hour") ? price * HOURS_A_MONTH : price);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PriceTable(monthly);
    }

    /** Dollars a month for one unit. */
    double monthly(String key) {
        Double price = monthly.get(key);
        if (price == null) {
            throw new IllegalArgumentException("no price for " + key);
        }
        return price;
    }
}
