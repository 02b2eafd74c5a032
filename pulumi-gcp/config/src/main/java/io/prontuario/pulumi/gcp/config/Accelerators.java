package io.prontuario.pulumi.gcp.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The accelerators that regions offer, as of {@link #AS_OF}. The table is offline, so that a configuration is checked before
 * any call to Google. The TPU rows follow Google's page "TPU regions and zones" of that day. The GPU rows were written from
 * memory and list some regions only. Update the table and the date together.
 */
public final class Accelerators {
    /** The date of the table. */
    public static final LocalDate AS_OF = LocalDate.of(2025, 9, 9);

    private static final Map<String, Set<String>> REGIONS = Map.ofEntries(
            Map.entry(
                    "nvidia-tesla-t4",
                    Set.of("southamerica-east1", "us-central1", "us-east1", "us-west1", "europe-west4")),
            Map.entry("nvidia-l4", Set.of("us-central1", "us-east1", "us-east4", "us-west1", "europe-west4")),
            Map.entry("nvidia-tesla-a100", Set.of("us-central1", "us-west1", "europe-west4", "asia-northeast1")),
            Map.entry("tpu-v2", Set.of("us-central1", "europe-west4", "asia-east1")),
            Map.entry("tpu-v3", Set.of("us-central1", "europe-west4")),
            Map.entry("tpu-v4", Set.of("us-central2")),
            Map.entry("tpu-v5e", Set.of("us-central1", "us-south1", "us-west1", "us-west4", "europe-west4")),
            Map.entry("tpu-v5p", Set.of("us-central1", "us-east5", "europe-west4")),
            Map.entry(
                    "tpu-v6e",
                    Set.of(
                            "us-central1",
                            "us-east1",
                            "us-east5",
                            "europe-west4",
                            "asia-northeast1",
                            "southamerica-west1")));

    private Accelerators() {}

    /** Whether the accelerator is in the table. */
    public static boolean known(String accelerator) {
        return REGIONS.containsKey(accelerator);
    }

    /** Regions that offer the accelerator, sorted; empty when the accelerator is unknown. */
    public static List<String> regions(String accelerator) {
        return REGIONS.getOrDefault(accelerator, Set.of()).stream().sorted().toList();
    }

    /** Whether the region offers the accelerator. */
    public static boolean offered(String accelerator, String region) {
        return REGIONS.getOrDefault(accelerator, Set.of()).contains(region);
    }

    /** The accelerators that a region offers, sorted. */
    public static List<String> in(String region) {
        return REGIONS.entrySet().stream()
                .filter(e -> e.getValue().contains(region))
                .map(Map.Entry::getKey)
                .sorted()
                .collect(Collectors.toList());
    }
}
