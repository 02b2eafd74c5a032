package io.prontuario.pulumi.gcp.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0", "10.0.0.0/33", "10.0.0.256/32", "10.0.0.1/31", "10.0.0.0/8 ", "a.b.c.d/8"})
    void malformedRangesAreRefused(String text) {
        assertThat(Cidr.parse(text)).isEmpty();
    }

    @Test
    void neighboursDoNotOverlapAndNestedOnesDo() {
        Cidr low = Cidr.parse("10.0.0.0/25").orElseThrow();
        assertThat(low.overlaps(Cidr.parse("10.0.0.128/25").orElseThrow())).isFalse();
        assertThat(low.overlaps(Cidr.parse("10.0.0.127/32").orElseThrow())).isTrue();
        assertThat(Cidr.parse("0.0.0.0/0").orElseThrow().overlaps(low)).isTrue();
    }

    @Test
    void privateSpaceEndsWhereTheStandardSays() {
        assertThat(Cidr.parse("172.31.255.0/24").orElseThrow().isPrivate()).isTrue();
        assertThat(Cidr.parse("172.32.0.0/24").orElseThrow().isPrivate()).isFalse();
        assertThat(Cidr.parse("172.16.0.0/11").map(Cidr::isPrivate)).isNotEqualTo(java.util.Optional.of(true));
        assertThat(Cidr.parse("100.64.0.0/10").orElseThrow().isPrivate()).isTrue();
    }

    @Test
    void writesWhatItReads() {
        assertThat(Cidr.parse("192.168.10.0/24").orElseThrow()).hasToString("192.168.10.0/24");
        assertThat(Cidr.parse("10.0.0.0/8").orElseThrow().size()).isEqualTo(1L << 24);
    }
}
