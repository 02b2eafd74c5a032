package io.prontuario.testbed.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Patients for whom an encounter is open. Safe for many threads. */
final class PresentPatients {
    private static final int MOST = 200;
    private final List<Integer> patients = new ArrayList<>();
    private final Set<Integer> written = new HashSet<>();

    synchronized void add(int patient) {
        written.add(patient);
        if (patients.size() < MOST && !patients.contains(patient)) {
            patients.add(patient);
        }
    }

    /** Everyone for whom one was opened. */
    synchronized Set<Integer> all() {
        return Set.copyOf(written);
    }

    /** One of them; 0 when there is none. */
    synchronized int one(int number) {
        return patients.isEmpty() ? 0 : patients.get(number % patients.size());
    }
}
