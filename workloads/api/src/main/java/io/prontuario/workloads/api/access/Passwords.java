package io.prontuario.workloads.api.access;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Argon2id. It is meant to be slow, so only a few are computed at once. */
public final class Passwords {
    /** Fewest characters of a password. */
    public static final int SHORTEST = 12;
    /** Most characters of a password: nobody buys computing time with a long one. */
    public static final int LONGEST = 256;

    private static final int MEMORY_KIB = 19_456;
    private static final int PASSES = 2;
    private static final int AT_ONCE = 2;
    private static final long PATIENCE_SECONDS = 3;

    private final Semaphore places = new Semaphore(AT_ONCE);
    /** What an unknown name is compared with, so that it takes as long as a known one. */
    private final String nobody = hash("nobody has this password");

    /** The hash to store. */
    public static String hash(String password) {
        return Password.hash(password)
                .addRandomSalt(16)
                .with(Argon2Function.getInstance(MEMORY_KIB, PASSES, 1, 32, Argon2.ID))
                .getResult();
    }

    /**
     * Whether the password is the one that was stored.
     *
     * @param stored empty for an unknown user
     * @return empty when too many are being compared already
     */
    public Optional<Boolean> matches(String password, Optional<String> stored) throws InterruptedException {
        if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            return Optional.empty();
        }
        try {
            String hash = stored.orElse(nobody);
            boolean same = Password.check(password, hash).with(Argon2Function.getInstanceFromHash(hash));
            return Optional.of(same && stored.isPresent());
        } finally {
            places.release();
        }
    }
}
