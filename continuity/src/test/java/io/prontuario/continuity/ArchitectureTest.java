package io.prontuario.continuity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The decision core is pure: the JDK only, no clock, no I/O, no logger. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.prontuario.continuity");

    @Test
    void continuityImportsNothingButTheJdk() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "io.prontuario.continuity..")
                .check(CODE);
    }

    @Test
    void nothingReadsAClock() {
        noClasses().should().callMethod(Instant.class, "now").check(CODE);
        noClasses().should().callMethod(System.class, "currentTimeMillis").check(CODE);
        noClasses().should().callMethod(System.class, "nanoTime").check(CODE);
        noClasses().should().dependOnClassesThat().areAssignableTo(Clock.class).check(CODE);
    }

    @Test
    void decisionAndRulesDoNoInputOutputAndLogNothing() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio..", "java.net..", "java.util.logging..", "java.util.concurrent..")
                .check(CODE);
    }

    @Test
    void rulesDoNotKnowTheDecider() {
        noClasses()
                .that()
                .resideInAnyPackage("..rules..", "..model..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("..decide..")
                .check(CODE);
    }
}
