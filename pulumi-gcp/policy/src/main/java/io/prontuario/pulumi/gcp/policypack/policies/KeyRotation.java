package io.prontuario.pulumi.gcp.policypack.policies;

import io.prontuario.pulumi.gcp.policypack.Policy;
import io.prontuario.pulumi.gcp.policypack.PolicyResource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Keys rotate at least yearly, and their destruction can be cancelled for a week. */
public final class KeyRotation implements Policy {
    private static final long DAY = 86_400;

    @Override
    public String name() {
        return "key-rotation";
    }

    @Override
    public String description() {
        return "Keys rotate at least once a year, and their destruction can be cancelled for at least seven days";
    }

    @Override
    public List<String> violations(PolicyResource r) {
        if (!r.is("CryptoKey")
                || !r.text("purpose").isEmpty() && !r.text("purpose").equals("ENCRYPT_DECRYPT")) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        OptionalLong rotation = seconds(r.text("rotationPeriod"));
        if (rotation.isEmpty() || rotation.getAsLong() > 365 * DAY) {
            found.add("rotationPeriod is not set or longer than a year. Fix: use 7776000s (90 days)");
        }
        OptionalLong destroy = seconds(r.text("destroyScheduledDuration"));
        if (destroy.isPresent() && destroy.getAsLong() < 7 * DAY) {
            found.add("destroyScheduledDuration is less than seven days. Fix: use 2592000s (30 days)");
        }
        return found;
    }

    private static OptionalLong seconds(String duration) {
        return duration.matches("\\d+s")
                ? OptionalLong.of(Long.parseLong(duration.substring(0, duration.length() - 1)))
                : OptionalLong.empty();
    }
}
