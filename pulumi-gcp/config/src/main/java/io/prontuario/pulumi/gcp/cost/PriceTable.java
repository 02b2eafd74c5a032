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

/** The price table. Prices are US dollars per month; an hourly price counts for 730 hours. */
public final class PriceTable {
    /** The approximate date of the list prices. They were written from memory and not fetched from Google. */
    public static final LocalDate AS_OF = LocalDate.of(2025, 10, 1);

    private static final double HOURS_PER_MONTH = 730;

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
                    monthly.put(parts[0], parts[1].equals("hour") ? price * HOURS_PER_MONTH : price);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new PriceTable(monthly);
    }

    /** US dollars per month for one unit. */
    double monthly(String key) {
        Double price = monthly.get(key);
        if (price == null) {
            throw new IllegalArgumentException("prices.tsv has no price for " + key);
        }
        return price;
    }
}
