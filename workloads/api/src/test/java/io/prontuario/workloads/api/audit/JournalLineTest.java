package io.prontuario.workloads.api.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalLineTest {
    private static IdentifiedEntry entry(Optional<Integer> patient) {
        return IdentifiedEntry.of(new AuditEntry(
                Instant.parse("2026-11-30T01:02:03.000004Z"),
                "ana",
                "clinician",
                "GET",
                patient,
                true,
                "é \"1\"\n2",
                "mac-studio-1"));
    }

    @Test
    void anEntryIsOneLineAndReadsAsItWasWritten() {
        for (Optional<Integer> patient : java.util.List.of(Optional.of(7), Optional.<Integer>empty())) {
            IdentifiedEntry entry = entry(patient);
            String line = new String(JournalLine.of(entry), StandardCharsets.UTF_8);
            assertThat(line).endsWith("\n");
            assertThat(line.lines()).hasSize(1);
            assertThat(JournalLine.parse(line.strip())).contains(entry);
        }
    }

    @Test
    void aChangedCharacterIsFound() {
        String line = new String(JournalLine.of(entry(Optional.of(7))), StandardCharsets.UTF_8).strip();
        for (int i = 0; i < line.length(); i++) {
            char other = line.charAt(i) == 'x' ? 'y' : 'x';
            assertThat(JournalLine.parse(line.substring(0, i) + other + line.substring(i + 1)))
                    .as("character " + i)
                    .isEmpty();
            assertThat(JournalLine.parse(line.substring(0, i))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "00000000", "00000000 {}", "3a9b7c1d not json"})
    void otherTextsAreNoEntries(String line) {
        assertThat(JournalLine.parse(line)).isEmpty();
    }
}
