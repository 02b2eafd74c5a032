package io.prontuario.testbed.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecoveryTest {
    @ParameterizedTest
    @CsvSource({
        "one, one, false", // the control plane died with the host, and says what it said before
        "one, two, true",
        "one,    , false", // seen no longer, and not yet again
        "   , two, true",
    })
    void aStartedHostIsBackWhenItsNewBootIsKnown(String before, String now, boolean back) {
        assertThat(Recovery.bootedSince(Optional.of(seen(before)), seen(now), "a"))
                .isEqualTo(back);
    }

    @Test
    void aHostWithoutServicesNeedsNoBootId() {
        assertThat(Recovery.bootedSince(Optional.of(seen("one")), seen("one"), "edge"))
                .isTrue();
        assertThat(Recovery.bootedSince(Optional.empty(), seen("one"), "a")).isTrue();
    }

    private static ObservedStatus seen(String bootId) {
        String boot = bootId == null ? "" : ", bootId: " + bootId;
        return new ObservedStatus(
                0,
                1,
                Serialization.unmarshal(
                        "---\n{mode: Full, sites: [{name: a, health: Healthy" + boot + "}]}", PlatformStatus.class));
    }
}
