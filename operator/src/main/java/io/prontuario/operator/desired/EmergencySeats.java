package io.prontuario.operator.desired;

import io.prontuario.crds.v1alpha1.CloudSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Seats of the emergency profile by role, as an environment variable of the API. Pure. */
final class EmergencySeats {
    /** Read by the API's settings. */
    static final String VARIABLE = "EMERGENCY_SEATS";

    /** Shares of fifty seats; seats left over by rounding go to roles in this order, clinicians first. */
    private static final Map<String, Integer> SHARES = new LinkedHashMap<>();

    private static final int WHOLE = 50;

    static {
        SHARES.put("clinician", 25);
        SHARES.put("nurse", 18);
        SHARES.put("reception", 3);
        SHARES.put("auditor", 1);
        SHARES.put("service", 3);
    }

    private EmergencySeats() {}

    static String of(CloudSpec cloud) {
        Map<String, Integer> seats = new LinkedHashMap<>();
        CloudSpec.Seats configured = cloud.seats();
        if (configured != null) {
            seats.put("clinician", configured.clinician());
            seats.put("nurse", configured.nurse());
            seats.put("reception", configured.reception());
            seats.put("auditor", configured.auditor());
            seats.put("service", configured.service());
        } else {
            SHARES.forEach((role, share) -> seats.put(role, cloud.maxUsers() * share / WHOLE));
            int left = cloud.maxUsers()
                    - seats.values().stream().mapToInt(Integer::intValue).sum();
            for (String role : SHARES.keySet()) {
                if (left-- <= 0) {
                    break;
                }
                seats.merge(role, 1, Integer::sum);
            }
        }
        return seats.entrySet().stream()
                .map(seat -> seat.getKey() + ":" + seat.getValue())
                .collect(Collectors.joining(","));
    }
}
