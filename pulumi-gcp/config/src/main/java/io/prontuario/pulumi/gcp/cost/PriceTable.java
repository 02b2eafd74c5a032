package io.prontuario.pulumi.gcp.cost;

import io.prontuario.pulumi.engine.TsvTable;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
        for (List<String> row : TsvTable.rows(PriceTable.class, "prices.tsv", 3)) {
            double price = Double.parseDouble(row.get(2));
            monthly.put(row.get(0), row.get(1).equals("hour") ? price * HOURS_PER_MONTH : price);
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
