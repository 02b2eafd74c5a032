package io.prontuario.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Commands, actions and output without circles; nothing of the test bed. */
@AnalyzeClasses(packages = "io.prontuario.cli", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CIRCLE =
            slices().matching("io.prontuario.cli.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ACTIONS_DO_NOT_PARSE_OPTIONS = noClasses()
            .that()
            .resideInAnyPackage("..cli.action..", "..cli.drill..", "..cli.output..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("picocli..", "..cli.command..");

    @ArchTest
    static final ArchRule NO_TEST_BED =
            noClasses().should().dependOnClassesThat().resideInAPackage("io.prontuario.testbed..");
}
