package io.prontuario.operator.desired;

import io.prontuario.crds.v1alpha1.CloudSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Who of the hospital's people finds a seat in the emergency profile, in the words of the API's environment. Pure. */
final class EmergencySeats {
    /** See the API's settings. */
    static final String VARIABLE = "EMERGENCY_SEATS";

    /** Of fifty; in this order the seats that rounding leaves over are given out. Whoever treats comes first. */
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
        CloudSpec.Seats said = cloud.seats();
        if (said != null) {
            seats.put("clinician", said.clinician());
            seats.put("nurse", said.nurse());
            seats.put("reception", said.reception());
            seats.put("auditor", said.auditor());
            seats.put("service", said.service());
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
