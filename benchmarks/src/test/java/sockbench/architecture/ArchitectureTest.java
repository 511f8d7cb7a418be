package sockbench.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;

import org.jspecify.annotations.NullMarked;

import sockbench.api.IoModel;
import sockbench.models.Models;

import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// The rules that keep the design as it is drawn: what may know what.
@AnalyzeClasses(packages = "sockbench", importOptions = ArchitectureTest.WrittenByHand.class)
class ArchitectureTest {
    private static final String MODEL_PACKAGES = "sockbench.models.*..";

    @ArchTest
    static final ArchRule modelPackagesDoNotKnowEachOther =
            slices().matching("sockbench.models.(*)..").should().notDependOnEachOther();

    @ArchTest
    static final ArchRule modelPackagesSeeApiProtocolBindingsAndSkeletonsOnly =
            noClasses()
                    .that()
                    .resideInAPackage(MODEL_PACKAGES)
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("sockbench..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            MODEL_PACKAGES,
                                                            "sockbench.api",
                                                            "sockbench.protocol",
                                                            "sockbench.linux..",
                                                            "sockbench.serving.."))));

    @ArchTest
    static final ArchRule modelPackagesShowTheirModelOnly =
            classes()
                    .that()
                    .resideInAPackage(MODEL_PACKAGES)
                    .and()
                    .areNotAssignableTo(IoModel.class)
                    .should()
                    .notBePublic();

    @ArchTest
    static final ArchRule everyModelIsInTheRegistry =
            classes()
                    .that()
                    .resideInAPackage(MODEL_PACKAGES)
                    .and()
                    .areAssignableTo(IoModel.class)
                    .should(beMadeBy(Models.class));

    @ArchTest
    static final ArchRule protocolDoesNoInputOrOutput =
            noClasses()
                    .that()
                    .resideInAPackage("sockbench.protocol..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.net..", "java.nio.channels..", "java.lang.foreign..");

    @ArchTest
    static final ArchRule onlyTheBindingsTouchTheLinker =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("sockbench.linux..")
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Linker.class);

    @ArchTest
    static final ArchRule methodHandlesAreConstants =
            fields().that()
                    .haveRawType(MethodHandle.class)
                    .should()
                    .beStatic()
                    .andShould()
                    .beFinal();

    @ArchTest
    static final ArchRule onlyOnePackageSeesJmh =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("sockbench.jmh..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.openjdk.jmh..");

    @ArchTest
    static final ArchRule reportingMeetsMeasuringInFilesOnly =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "sockbench.results..",
                            "sockbench.stats..",
                            "sockbench.measured..",
                            "sockbench.verdict..",
                            "sockbench.findings..",
                            "sockbench.compare..",
                            "sockbench.decide..",
                            "sockbench.provenance..",
                            "sockbench.text..",
                            "sockbench.report..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "sockbench.plan..",
                            "sockbench.fork..",
                            "sockbench.jmh..",
                            "sockbench.run..",
                            "sockbench.load..",
                            "sockbench.host..",
                            MODEL_PACKAGES);

    @ArchTest
    static final ArchRule statsIsPure =
            noClasses()
                    .that()
                    .resideInAPackage("sockbench.stats..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                            "java.io..",
                                            "java.net..",
                                            "java.nio..",
                                            "java.time..",
                                            "java.util.concurrent..")
                                    .or(assignableTo(Thread.class)))
                    .orShould()
                    .callMethodWhere(
                            target(owner(name("java.lang.System")))
                                    .and(not(target(name("arraycopy")))))
                    .allowEmptyShould(true);

    @ArchTest
    static final ArchRule packagesFormNoCycles =
            slices().matching("sockbench.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyCommandsWriteToStandardOutput =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("sockbench.cli..")
                    .and()
                    .haveSimpleNameNotEndingWith("Main")
                    .should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static void noSimpleNameStandsForTwoThings(JavaClasses all) {
        var names =
                all.stream()
                        .filter(type -> !type.isAnonymousClass())
                        .filter(type -> !type.getSimpleName().equals("package-info"))
                        .collect(
                                Collectors.groupingBy(
                                        JavaClass::getSimpleName,
                                        TreeMap::new,
                                        Collectors.mapping(
                                                JavaClass::getName, Collectors.toList())));

        assertThat(names.values()).allSatisfy(types -> assertThat(types).hasSize(1));
    }

    @ArchTest
    static final ArchRule everyPackageIsNullMarked = classes().should(resideInANullMarkedPackage());

    private static ArchCondition<JavaClass> beMadeBy(Class<?> registry) {
        return condition(
                "be made by " + registry.getSimpleName(),
                model ->
                        model.getAccessesToSelf().stream()
                                .anyMatch(access ->
                                        access.getOriginOwner().isEquivalentTo(registry)));
    }

    private static ArchCondition<JavaClass> resideInANullMarkedPackage() {
        return condition(
                "reside in a package that is @NullMarked",
                type -> type.getPackage().isAnnotatedWith(NullMarked.class));
    }

    private static ArchCondition<JavaClass> condition(
            String words, Predicate<JavaClass> satisfied) {
        return ArchCondition.from(DescribedPredicate.describe(words, satisfied));
    }

    /// Leaves out tests, and what JMH and JTE generate.
    static final class WrittenByHand implements ImportOption {
        private static final List<String> NOT_BY_HAND =
                List.of("/test-classes/", "-tests.jar", "/jmh_generated/", "/report/templates/");

        @Override
        public boolean includes(Location location) {
            return NOT_BY_HAND.stream().noneMatch(location::contains);
        }
    }
}
