package io.prontuario.host.agent;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Packages by task, without circles; nothing of the operator or of Kubernetes on a box. */
@AnalyzeClasses(packages = "io.prontuario.host", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CIRCLE =
            slices().matching("io.prontuario.host.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule NO_KUBERNETES_CLIENT_AND_NO_OPERATOR = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fabric8..", "io.javaoperatorsdk..", "io.prontuario.operator..", "io.prontuario.crds..");

    @ArchTest
    static final ArchRule THE_SERVER_DOES_NOT_KNOW_THE_EXECUTORS = noClasses()
            .that()
            .resideInAPackage("io.prontuario.host.agent.http")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.prontuario.host.agent.admission",
                    "io.prontuario.host.agent.frontdoor",
                    "io.prontuario.host.agent.haproxy",
                    "io.prontuario.host.agent.route",
                    "io.prontuario.host.agent.witness");
}
