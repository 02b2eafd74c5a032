package io.prontuario.continuity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The decision core is pure: the JDK only, no clock, no I/O, no logger. */
class ArchitectureTest {
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.prontuario.continuity");

    /** What a call would read from around it: the time, chance, the machine's settings. */
    private static final DescribedPredicate<JavaAccess<?>> AMBIENT =
            DescribedPredicate.describe("reads the time, chance or a setting", access -> {
                String owner = access.getTargetOwner().getName();
                String name = access.getTarget().getName();
                return owner.startsWith("java.time.") && name.equals("now")
                        || owner.equals("java.lang.System")
                                && !name.equals("arraycopy")
                                && !name.equals("lineSeparator")
                        || owner.equals("java.lang.Math") && name.equals("random");
            });

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
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Date.class, Calendar.class, Random.class, UUID.class, System.Logger.class)
                .check(CODE);
        // Method references too: Instant::now as well as Instant.now().
        noClasses().should().accessTargetWhere(AMBIENT).check(CODE);
    }

    @Test
    void nothingIsRememberedOutsideTheState() {
        fields().that().areStatic().should().beFinal().check(CODE);
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
