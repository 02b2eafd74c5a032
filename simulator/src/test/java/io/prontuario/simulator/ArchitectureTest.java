package io.prontuario.simulator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The simulator has virtual time only: a clock of the machine would make two runs of one seed differ. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.prontuario.simulator");

    @Test
    void importsNothingButTheJdkAndTheDecisionCore() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.prontuario.continuity..", "io.prontuario.simulator..")
                .check(CODE);
    }

    @Test
    void nothingReadsAClock() {
        noClasses().should().callMethod(Instant.class, "now").check(CODE);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CODE);
        noClasses().should().callMethod(System.class, "nanoTime").check(CODE);
        noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(CODE);
    }
}
