package io.prontuario.host.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prontuario.host.protocol.data.DataOrder.Source;
import org.junit.jupiter.api.Test;

class SourceTest {
    @Test
    void anIpv6AddressIsInBracketsInAUri() {
        assertThat(source("fd00::11").agent())
                .hasToString("https://[fd00::11]:9443")
                .hasHost("[fd00::11]");
        assertThat(source("10.0.0.11").agent()).hasToString("https://10.0.0.11:9443");
        assertThatThrownBy(() -> source("not an address").agent()).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void itsJsonIsItsComponents() {
        Source source = source("fd00::11");

        assertThat(Json.read(Json.write(source), Source.class)).isEqualTo(source);
        assertThat(Json.write(source)).doesNotContain("https");
    }

    private static Source source(String address) {
        return new Source("mac-studio-1", address, 5433, 9443);
    }
}
