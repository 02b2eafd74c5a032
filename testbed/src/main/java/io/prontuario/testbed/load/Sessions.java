package io.prontuario.testbed.load;

import io.prontuario.testbed.load.ApiReply.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The tokens of users who have logged in. Each logs in again before the token ends, as people do. */
public final class Sessions implements AutoCloseable {
    /** Nobody. */
    public static final Sessions NONE = new Sessions(List.of());

    /** The api lets a hundred logins a minute come from one address, and the front door is one. */
    private static final double LOGINS_PER_SECOND = 1.5;

    /** Tokens last 30 minutes. */
    private static final Duration RENEWED_AFTER = Duration.ofMinutes(20);

    private static final Duration LOGIN_LIMIT = Duration.ofSeconds(10);

    private final List<User> users;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final DeadlineCloser deadlines = new DeadlineCloser();
    private final ScheduledExecutorService renewal = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "logins");
        thread.setDaemon(true);
        return thread;
    });

    private Sessions(List<User> users) {
        this.users = List.copyOf(users);
    }

    /**
     * Logs every user in, at the pace that the api allows.
     *
     * @throws IOException when a user cannot log in before the limit
     */
    public static Sessions logIn(LoadTarget door, List<User> users, Duration limit)
            throws IOException, InterruptedException {
        Sessions sessions = new Sessions(users);
        long end = System.nanoTime() + limit.toNanos();
        long period = (long) (1e9 / LOGINS_PER_SECOND);
        long start = System.nanoTime();
        for (int number = 0; number < users.size(); number++) {
            TimeUnit.NANOSECONDS.sleep(Math.max(0, start + number * period - System.nanoTime()));
            String problem = sessions.logIn(door, users.get(number));
            while (problem != null) {
                if (System.nanoTime() > end) {
                    throw new IOException(users.get(number) + " cannot log in: " + problem);
                }
                TimeUnit.SECONDS.sleep(1);
                problem = sessions.logIn(door, users.get(number));
            }
        }
        for (int number = 0; number < users.size(); number++) {
            User user = users.get(number);
            sessions.renewal.scheduleWithFixedDelay(
                    () -> sessions.logIn(door, user),
                    RENEWED_AFTER.toMillis() - (users.size() - number) * period / 1_000_000,
                    RENEWED_AFTER.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
        return sessions;
    }

    /** @return why not; null when it worked */
    private @Nullable String logIn(LoadTarget door, User user) {
        ApiReply reply = new ApiCall(door, deadlines)
                .send(
                        new ApiRequest(
                                "POST",
                                "/v1/auth/login",
                                "{\"username\":\"" + user.name() + "\",\"password\":\"" + user.password() + "\"}",
                                null),
                        null,
                        System.nanoTime() + LOGIN_LIMIT.toNanos());
        if (!(reply instanceof Answer answer)) {
            return String.valueOf(reply);
        }
        try {
            String token = answer.json().path("token").asText();
            if (answer.status() != 200 || token.isEmpty()) {
                return "HTTP " + answer.status() + " "
                        + answer.json().path("detail").asText();
            }
            tokens.put(user.name(), token);
            return null;
        } catch (IOException notJson) {
            return "HTTP " + answer.status() + " that is not JSON";
        }
    }

    /** The token of one of the users with this role; null where nobody has it. */
    @Nullable
    String token(String role, int number) {
        List<String> names = new ArrayList<>();
        for (User user : users) {
            if (user.role().equals(role)) {
                names.add(user.name());
            }
        }
        return names.isEmpty() ? null : tokens.get(names.get(Math.floorMod(number, names.size())));
    }

    public int size() {
        return tokens.size();
    }

    @Override
    public void close() {
        renewal.shutdownNow();
        deadlines.close();
    }
}
