package io.prontuario.testbed.demo;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The differences between this run and a hospital's, collected while they are made. Code that makes such a setting
 * takes the value from {@link #setting} or calls {@link #note} beside the call that makes it: when the setting goes,
 * its sentence goes.
 */
public final class HospitalDifferences {
    private final Map<String, HospitalDifference> byName = new LinkedHashMap<>();

    /** Notes the difference and returns the value that makes it. */
    public <T> T setting(T value, HospitalDifference difference) {
        note(difference);
        return value;
    }

    public synchronized void note(HospitalDifference difference) {
        byName.put(difference.name(), difference);
    }

    /** In the order in which they were first noted. */
    public synchronized List<HospitalDifference> list() {
        return List.copyOf(byName.values());
    }
}
