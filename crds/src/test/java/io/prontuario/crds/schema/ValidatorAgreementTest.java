package io.prontuario.crds.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.prontuario.crds.validation.PlatformValidator;
import io.prontuario.crds.validation.Problem;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The validator refuses what the API server refuses, at the same field or inside it. */
class ValidatorAgreementTest {
    static Stream<InvalidObjects.Bad> badSpecs() {
        return Stream.concat(InvalidObjects.REFUSED_BY_CEL.stream(), InvalidObjects.REFUSED_BY_SCHEMA.stream());
    }

    @ParameterizedTest
    @MethodSource("badSpecs")
    void theValidatorRefusesItToo(InvalidObjects.Bad bad) {
        assertThat(PlatformValidator.validate(bad.yaml(), Instant.EPOCH))
                .filteredOn(Problem.Error.class::isInstance)
                .extracting(Problem::path)
                .anyMatch(path -> path.startsWith(bad.path()));
    }
}
