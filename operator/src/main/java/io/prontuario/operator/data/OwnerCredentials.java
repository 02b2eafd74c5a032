package io.prontuario.operator.data;

import io.prontuario.crds.v1alpha1.PostgresSpec;
import io.prontuario.operator.desired.PlatformRef;
import io.prontuario.operator.feature.FeatureRuntime;
import io.prontuario.operator.feature.PeriodicTask;
import io.prontuario.operator.secret.SecretException;
import io.prontuario.operator.secret.SecretReader;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The password of the record's owner, read from its Secret on a thread of its own. While the Secret cannot be read, the last one is used. */
final class OwnerCredentials implements AutoCloseable {
    private static final String FIELD = "spec.data.postgres.credentialsSecretRef";
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final SecretReader secrets;
    private final FeatureRuntime runtime;
    private final PeriodicTask task;
    private volatile @Nullable Wanted wanted;
    private volatile @Nullable Read read;
    private volatile @Nullable String problem;

    private record Wanted(String namespace, String secret) {}

    /** Not a record, so that the password is in no log. */
    private static final class Read {
        private final Wanted from;
        private final String password;

        Read(Wanted from, String password) {
            this.from = from;
            this.password = password;
        }
    }

    OwnerCredentials(SecretReader secrets, FeatureRuntime runtime) {
        this.secrets = secrets;
        this.runtime = runtime;
        this.task = runtime.task("record-owner", this::read);
    }

    void follow(PlatformRef platform, PostgresSpec postgres) {
        Wanted now = new Wanted(platform.namespace(), postgres.credentialsSecretRef());
        boolean changed = !now.equals(wanted);
        wanted = now;
        if (!task.every(INTERVAL) && changed) {
            task.runNow();
        }
    }

    Optional<String> password() {
        Read known = read;
        return known == null || !known.from.equals(wanted) ? Optional.empty() : Optional.of(known.password);
    }

    /** Why there is no password, and what to do. */
    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public void close() {
        task.close();
    }

    private void read() {
        Wanted from = wanted;
        if (from == null) {
            return;
        }
        Optional<String> before = password();
        String problemBefore = problem;
        try {
            read = new Read(from, secrets.read(from.namespace(), from.secret(), PostgresSpec.PASSWORD_KEY, FIELD));
            problem = null;
        } catch (SecretException e) {
            problem = e.inWords();
        }
        boolean changed = !before.equals(password()) || !Objects.equals(problemBefore, problem);
        if (changed && runtime.leads().getAsBoolean()) {
            runtime.requestPass().run();
        }
    }
}
