package io.prontuario.workloads.api.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Password hashing with Argon2id. It is slow by design, so the number of concurrent computations is limited. */
public final class Passwords {
    /** Minimum length of a password, in characters. */
    public static final int MIN_LENGTH = 12;
    /** Maximum length of a password, in characters: bounds the computing time. */
    public static final int MAX_LENGTH = 256;

    private static final int MEMORY_KIB = 19_456;
    private static final int ITERATIONS = 2;
    private static final int MAX_CONCURRENT = 2;
    private static final long WAIT_SECONDS = 3;

    private final Semaphore permits = new Semaphore(MAX_CONCURRENT);
    /** Compared for an unknown user, so that the response takes as long as for a known one. */
    private final String unknownUser = hash("no user has this password");

    /** The hash of a password, with a random salt. */
    public static String hash(String password) {
        return Password.hash(password)
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(MEMORY_KIB, ITERATIONS, 1, 32, Argon2.ID))
                .getResult();
    }

    /**
     * Verifies a password.
     *
     * @param stored hash of the user's password; empty for an unknown user
     * @return whether it matches; empty if too many verifications are in progress
     */
    public Optional<Boolean> matches(String password, Optional<String> stored) throws InterruptedException {
        if (!permits.tryAcquire(WAIT_SECONDS, TimeUnit.SECONDS)) {
            return Optional.empty();
        }
        try {
            String hash = stored.orElse(unknownUser);
            boolean same = Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
            return Optional.of(same && stored.isPresent());
        } finally {
            permits.release();
        }
    }
}
