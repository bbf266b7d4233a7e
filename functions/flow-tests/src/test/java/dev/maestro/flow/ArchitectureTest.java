package dev.maestro.flow;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.NullMarked;

/** Rules over the compiled classes of every module; see functions/core/DESIGN.md for why. */
@AnalyzeClasses(packages = "dev.maestro", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Packages of the core, in the order in which they may import: each itself and what stands left of it. */
    static final List<String> CORE = List.of(
            "statistics",
            "registry",
            "episode",
            "task",
            "observe",
            "decide",
            "invoke",
            "reward",
            "train",
            "evaluate",
            "promote");

    private static final DescribedPredicate<JavaClass> NATIVE_FREE_MODULES = resideInAPackage("dev.maestro.core..")
            .or(resideInAPackage("dev.maestro.schema.."))
            .or(resideInAPackage("dev.maestro.runtime.."))
            .or(resideInAPackage("dev.maestro.gateway.."))
            .or(resideInAPackage("dev.maestro.task.."))
            .or(resideInAPackage("dev.maestro.decide.."))
            .or(resideInAPackage("dev.maestro.invoke.."))
            .or(resideInAPackage("dev.maestro.reward.."))
            .as("functions, runtime, core and schema");

    @ArchTest
    static final ArchRule corePackagesImportOnlyLeftwards = classes()
            .that()
            .resideInAPackage("dev.maestro.core..")
            .should(new ArchCondition<>("import only core packages that stand left of their own") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    int own = rank(item);
                    item.getDirectDependenciesFromSelf().forEach(dependency -> {
                        int other = rank(dependency.getTargetClass());
                        if (own >= 0 && other > own) {
                            events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                        }
                    });
                }
            });

    @ArchTest
    static final ArchRule noVagueNames = noClasses()
            .that()
            .resideInAPackage("dev.maestro..")
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base)(\\$.*)?")
            .because("a name says how and what, not that something is a helper");

    @ArchTest
    static final ArchRule packagesSayHowTheyTreatNull = classes()
            .that()
            .resideInAPackage("dev.maestro..")
            .and(are(DescribedPredicate.describe("written by hand", ArchitectureTest::isHandWritten)))
            .should(new ArchCondition<>("be in a package that is @NullMarked") {
                @Override
                public void check(JavaClass item, ConditionEvents events) {
                    JavaPackage owner = item.getPackage();
                    if (!owner.isAnnotatedWith(NullMarked.class)) {
                        events.add(SimpleConditionEvent.violated(item, owner.getName() + " is not @NullMarked"));
                    }
                }
            });

    @ArchTest
    static final ArchRule optionalIsAReturnTypeOnly = fields()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.maestro..")
            .should()
            .notHaveRawType(Optional.class);

    @ArchTest
    static final ArchRule noStaticState = fields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat(NATIVE_FREE_MODULES)
            .should()
            .notHaveRawType(DescribedPredicate.describe(
                    "a thread, clock, executor or random generator",
                    type -> type.isAssignableTo(Thread.class)
                            || type.isAssignableTo(Clock.class)
                            || type.isAssignableTo(Executor.class)
                            || type.isAssignableTo(RandomGenerator.class)))
            .because("a static field is built into the native image");

    @ArchTest
    static final ArchRule noReflection = noClasses()
            .that(NATIVE_FREE_MODULES)
            .should()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.reflect..", "java.awt..", "javax.imageio..")
            .because("functions are built as native images");

    @ArchTest
    static final ArchRule coreIsPure = noClasses()
            .that()
            .resideInAPackage("dev.maestro.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "org.apache.kafka..", "io.grpc..", "dev.maestro.runtime..");

    @ArchTest
    static final ArchRule handlersReturnPlainLists = methods()
            .that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.maestro..")
            .and()
            .arePublic()
            .should(new ArchCondition<>("not show Uni or Multi") {
                @Override
                public void check(com.tngtech.archunit.core.domain.JavaMethod item, ConditionEvents events) {
                    if (item.getRawReturnType().getPackageName().startsWith("io.smallrye.mutiny")
                            && isHandWritten(item.getOwner())) {
                        events.add(SimpleConditionEvent.violated(item, item.getFullName()));
                    }
                }
            });

    private static boolean isHandWritten(JavaClass type) {
        return !type.getName().contains("_")
                && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !type.getSimpleName().isEmpty();
    }

    private static int rank(JavaClass type) {
        String name = type.getPackageName();
        for (int i = 0; i < CORE.size(); i++) {
            String prefix = "dev.maestro.core." + CORE.get(i);
            if (name.equals(prefix) || name.startsWith(prefix + ".")) {
                return i;
            }
        }
        return -1;
    }
}
