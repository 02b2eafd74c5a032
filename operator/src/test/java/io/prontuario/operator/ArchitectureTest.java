package io.prontuario.operator;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.prontuario.crds.v1alpha1.PlatformStatus;
import io.prontuario.operator.status.DrillStatusWriter;
import io.prontuario.operator.status.StatusWriter;

@AnalyzeClasses(packages = "io.prontuario.operator", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule NOTHING_THAT_DOES_NOT_SHIP = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.prontuario.simulator..", "io.prontuario.cli..", "io.prontuario.testbed..");

    @ArchTest
    static final ArchRule DESIRED_OBJECTS_ARE_PURE = noClasses()
            .that()
            .resideInAPackage("..operator.desired..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..",
                    "java.nio.file..",
                    "java.net.http..",
                    "io.javaoperatorsdk..",
                    "org.slf4j..",
                    "io.fabric8.kubernetes.client.dsl..",
                    "io.fabric8.kubernetes.client.informers..",
                    "io.fabric8.kubernetes.client.http..",
                    "..operator.act..",
                    "..operator.observe..",
                    "..operator.status..",
                    "..operator.reconcile..");

    @ArchTest
    static final ArchRule DESIRED_OBJECTS_USE_NO_CLIENT = noClasses()
            .that()
            .resideInAPackage("..operator.desired..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.fabric8.kubernetes.client.KubernetesClient");

    @ArchTest
    static final ArchRule DESIRED_OBJECTS_READ_NO_CLOCK = noClasses()
            .that()
            .resideInAnyPackage("..operator.desired..", "..operator.install..")
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule ONLY_THE_WRITERS_WRITE_STATUS = noClasses()
            .that()
            .doNotBelongToAnyOf(StatusWriter.class, DrillStatusWriter.class)
            .should()
            .callMethodWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "writes the status of an object",
                    call -> call.getTarget().getName().matches("(update|patch|replace|edit)Status")));

    @ArchTest
    static final ArchRule STATUS_IS_BUILT_IN_ONE_PLACE = noClasses()
            .that()
            .resideOutsideOfPackage("..operator.status..")
            .should()
            .callConstructorWhere(com.tngtech.archunit.base.DescribedPredicate.describe(
                    "builds a status", call -> call.getTargetOwner().isEquivalentTo(PlatformStatus.class)));

    @ArchTest
    static final ArchRule OBSERVING_IS_READ_ONLY = noClasses()
            .that()
            .resideInAPackage("..operator.observe..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..operator.act..", "..operator.reconcile..");

    @ArchTest
    static final ArchRule NO_CLASS_USES_MAIN = noClasses()
            .that()
            .resideOutsideOfPackage("io.prontuario.operator")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.prontuario.operator.Main");

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CIRCLE =
            slices().matching("io.prontuario.operator.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_KNOW_EACH_OTHER = slices().matching(
                    "io.prontuario.operator.(dns|drill|monitoring|observe|webhook)..")
            .should()
            .notDependOnEachOther();
}
