package io.prontuario.testbed.load;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Two hundred users, in the mix of roles of a hospital of that size. */
public final class Staff {
    /** No more clinicians than the emergency service has seats for them: those are the clients whose reads are judged. */
    private static final Map<String, Integer> ROLES = roles();

    private Staff() {}

    private static Map<String, Integer> roles() {
        Map<String, Integer> roles = new LinkedHashMap<>();
        roles.put("clinician", 25);
        roles.put("nurse", 130);
        roles.put("reception", 35);
        roles.put("service", 8);
        roles.put("auditor", 2);
        return roles;
    }

    /** With new passwords. */
    public static List<User> recruit() {
        SecureRandom random = new SecureRandom();
        List<User> users = new ArrayList<>();
        ROLES.forEach((role, count) -> {
            for (int number = 1; number <= count; number++) {
                byte[] password = new byte[12];
                random.nextBytes(password);
                users.add(new User(role + "-" + number, role, HexFormat.of().formatHex(password)));
            }
        });
        return users;
    }
}
