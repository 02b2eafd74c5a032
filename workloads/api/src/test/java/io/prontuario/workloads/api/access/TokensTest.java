package io.prontuario.workloads.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The cache of verified tokens must respect expiry and must not accept a changed token. */
class TokensTest {
    private static final SigningKeys KEYS = new SigningKeys(
            List.of(new SigningKeys.Key("a", "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII))));

    private final Instant now = Instant.now();
    private final AtomicReference<Instant> clock = new AtomicReference<>(now);
    private final Tokens tokens = new Tokens(KEYS, Duration.ofMinutes(30), clock::get);
    private final Principal ana = tokens.principal("ana", Role.CLINICIAN, now);

    @Test
    void aCachedTokenExpires() {
        String token = tokens.sign(ana, now);
        assertThat(tokens.verify(token)).contains(ana);
        clock.set(ana.until().minusMillis(1));
        assertThat(tokens.verify(token)).contains(ana);
        clock.set(ana.until());
        assertThat(tokens.verify(token)).isEmpty();
    }

    @Test
    void rejectsAChangedToken() {
        String token = tokens.sign(ana, now);
        assertThat(tokens.verify(token)).contains(ana);
        String changed = token.substring(0, token.length() - 4) + (token.endsWith("AAAA") ? "BBBB" : "AAAA");
        assertThat(tokens.verify(changed)).isEmpty();
        assertThat(tokens.verify(changed)).as("still rejected the second time").isEmpty();
        assertThat(tokens.verify(token)).contains(ana);
    }

    @Test
    void aClockThatIsAMinuteAheadElsewhereIsAccepted() {
        assertThat(tokens.verify(tokens.sign(ana, now.plusSeconds(30)))).contains(ana);
        assertThat(tokens.verify(tokens.sign(ana, now.plusSeconds(120)))).isEmpty();
    }

    @Test
    void verifiesMoreTokensThanTheCacheHolds() {
        List<String> many = java.util.stream.IntStream.range(0, 1_100)
                .mapToObj(i -> tokens.sign(tokens.principal("user" + i, Role.NURSE, now), now))
                .toList();
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < many.size(); i++) {
                assertThat(tokens.verify(many.get(i)).orElseThrow().username()).isEqualTo("user" + i);
            }
        }
    }
}
