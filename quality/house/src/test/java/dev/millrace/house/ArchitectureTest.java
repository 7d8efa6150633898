// SPDX-License-Identifier: Apache-2.0
package dev.millrace.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows of ARCHITECTURE.md that poms alone cannot hold. */
@AnalyzeClasses(packages = "dev.millrace", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] CORE = {
        "dev.millrace.model..", "dev.millrace.plan..", "dev.millrace.functions..", "dev.millrace.kernel.."
    };

    @ArchTest
    static final ArchRule core_knows_only_core_and_java =
            noClasses().that().resideInAnyPackage(CORE).should().dependOnClassesThat(outside("java..", CORE));

    @ArchTest
    static final ArchRule the_kernel_sees_no_clock_no_thread_and_no_randomness = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.lang.Thread")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.util.Random")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.concurrent..", "java.net..", "java.nio.file..")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule only_the_language_sees_calcite = noClasses()
            .that()
            .resideOutsideOfPackages("dev.millrace.sql..", "dev.millrace.parser..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.calcite..", "dev.millrace.parser..");

    @ArchTest
    static final ArchRule only_kafka_rooms_see_kafka = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.millrace.connect.kafka..",
                    "dev.millrace.engine.kafkastreams..",
                    "dev.millrace.embedded..",
                    "dev.millrace.gateway..",
                    "dev.millrace.server..",
                    "dev.millrace.benchmarks..",
                    "dev.millrace.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..");

    @ArchTest
    static final ArchRule nobody_here_sees_spark =
            noClasses().should().dependOnClassesThat().resideInAnyPackage("org.apache.spark..");

    @ArchTest
    static final ArchRule connectors_know_no_engine_and_no_sql = noClasses()
            .that()
            .resideInAnyPackage("dev.millrace.connect..", "dev.millrace.formats..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "dev.millrace.sql..",
                    "dev.millrace.plan..",
                    "dev.millrace.kernel..",
                    "dev.millrace.engine..",
                    "dev.millrace.gateway..",
                    "dev.millrace.server..");

    @ArchTest
    static final ArchRule nobody_reads_java_serialised_objects =
            noClasses().should().dependOnClassesThat().haveFullyQualifiedName("java.io.ObjectInputStream");

    private static DescribedPredicate<JavaClass> outside(String java, String... packages) {
        String[] allowed = new String[packages.length + 1];
        allowed[0] = java;
        System.arraycopy(packages, 0, allowed, 1, packages.length);
        return DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(allowed))
                .and(DescribedPredicate.describe("is a class of its own", c -> !c.isPrimitive() && !c.isArray()));
    }
}
