package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.crds.validation.Problem;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the API server refuses, the validator refuses without one: at the same field or inside it. */
class ValidatorAgreesTest {
    static Stream<BadSpecs.Bad> badSpecs() {
        return Stream.concat(BadSpecs.REFUSED_BY_CEL.stream(), BadSpecs.REFUSED_BY_SCHEMA.stream());
    }

    @ParameterizedTest
    @MethodSource("badSpecs")
    void theValidatorRefusesItToo(BadSpecs.Bad bad) {
        assertThat(PlatformValidator.validate(bad.yaml(), Instant.EPOCH))
                .filteredOn(Problem.Error.class::isInstance)
                .extracting(Problem::path)
                .anyMatch(path -> path.startsWith(bad.path()));
    }
}
