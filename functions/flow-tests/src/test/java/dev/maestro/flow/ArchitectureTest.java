package dev.maestro.flow;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Rules over the checkout and the compiled classes of every module; see functions/core/DESIGN.md for why. */
class ArchitectureTest {

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/runtime/models/kserve/")) // generated from the protocol
            .importPackages("dev.maestro");

    /** What a reader finds at the top of the checkout, beside files that begin with a dot. */
    private static final Set<String> TOP_LEVEL = Set.of(
            "README.md", "maestro", "pom.xml", "registry-schema", "functions", "triton-models", "k8s", "terraform");

    private static final DescribedPredicate<JavaClass> NATIVE_FREE_MODULES = resideInAPackage("dev.maestro.core..")
            .or(resideInAPackage("dev.maestro.schema.."))
            .or(resideInAPackage("dev.maestro.runtime.."))
            .or(resideInAPackage("dev.maestro.gateway.."))
            .or(resideInAPackage("dev.maestro.task.."))
            .or(resideInAPackage("dev.maestro.decide.."))
            .or(resideInAPackage("dev.maestro.invoke.."))
            .or(resideInAPackage("dev.maestro.reward.."))
            .or(resideInAPackage("dev.maestro.train.."))
            .or(resideInAPackage("dev.maestro.evaluate.."))
            .or(resideInAPackage("dev.maestro.promote.."))
            .as("functions, runtime, core and schema");

    private static final ArchRule NO_VAGUE_NAMES = noClasses()
            .that()
            .resideInAPackage("dev.maestro..")
            .should()
            .haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base)(\\$.*)?")
            .because("a name says how and what, not that something is a helper");

    private static final ArchRule PACKAGES_SAY_HOW_THEY_TREAT_NULL = classes()
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

    private static final ArchRule OPTIONAL_IS_A_RETURN_TYPE_ONLY = fields().that()
            .areDeclaredInClassesThat()
            .resideInAPackage("dev.maestro..")
            .should()
            .notHaveRawType(Optional.class);

    private static final ArchRule NO_STATIC_STATE = fields().that()
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

    private static final ArchRule NO_REFLECTION = noClasses()
            .that(NATIVE_FREE_MODULES)
            .should()
            .callMethod(Class.class, "forName", String.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.lang.reflect..", "java.awt..", "javax.imageio..")
            .because("functions are built as native images");

    private static final ArchRule CORE_IS_PURE = noClasses()
            .that()
            .resideInAPackage("dev.maestro.core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.quarkus..", "jakarta..", "org.apache.kafka..", "io.grpc..", "dev.maestro.runtime..");

    private static final ArchRule HANDLERS_RETURN_PLAIN_LISTS = methods()
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

    @Test
    void seesTheClassesOfEveryModule() {
        assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                .contains(
                        "dev.maestro.schema.wire",
                        "dev.maestro.core.decide",
                        "dev.maestro.runtime.kafka",
                        "dev.maestro.decide",
                        "dev.maestro.local.flow");
    }

    @Test
    void theTopLevelHoldsNothingElse() throws IOException, InterruptedException {
        Path root = Path.of("..", "..").toAbsolutePath().normalize();
        assumeThat(root.resolve(".git"))
                .as("only a checkout knows what was added to it")
                .exists();

        Process listing =
                new ProcessBuilder("git", "ls-files").directory(root.toFile()).start();
        Set<String> topLevel = listing.inputReader()
                .lines()
                .map(file -> file.replaceFirst("/.*", ""))
                .filter(name -> !name.startsWith("."))
                .collect(Collectors.toSet());

        assertThat(listing.waitFor()).isZero();
        assertThat(topLevel).containsExactlyInAnyOrderElementsOf(TOP_LEVEL);
    }

    @Test
    void noVagueNames() {
        NO_VAGUE_NAMES.check(CLASSES);
    }

    @Test
    void packagesSayHowTheyTreatNull() {
        PACKAGES_SAY_HOW_THEY_TREAT_NULL.check(CLASSES);
    }

    @Test
    void optionalIsAReturnTypeOnly() {
        OPTIONAL_IS_A_RETURN_TYPE_ONLY.check(CLASSES);
    }

    @Test
    void noStaticState() {
        NO_STATIC_STATE.check(CLASSES);
    }

    @Test
    void noReflection() {
        NO_REFLECTION.check(CLASSES);
    }

    @Test
    void coreIsPure() {
        CORE_IS_PURE.check(CLASSES);
    }

    @Test
    void handlersReturnPlainLists() {
        HANDLERS_RETURN_PLAIN_LISTS.check(CLASSES);
    }

    private static boolean isHandWritten(JavaClass type) {
        return !type.getName().contains("_")
                && !type.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !type.getSimpleName().isEmpty();
    }
}
