package dev.maestro.flow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static dev.maestro.flow.ArchitectureTest.CLASSES;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The order in which packages of one module may import each other. */
class PackageOrderTest {

    /** Packages of the core, in the order in which they may import: each itself and what stands left of it. */
    private static final List<String> CORE = List.of(
            "statistics",
            "registry",
            "episode",
            "task",
            "observe",
            "experience",
            "estimate",
            "decide",
            "invoke",
            "reward",
            "train",
            "evaluate",
            "promote");

    /** Packages of the gateway, likewise; what stands at its root may be known by all of them, and knows none. */
    private static final List<String> GATEWAY = List.of(
            "problem",
            "tenant",
            "quota",
            "image",
            "publish",
            "readiness",
            "submission",
            "episode",
            "question",
            "openai",
            "http");

    /** Rooms of the launcher's commands, likewise; the root knows them all, and no room knows the root. */
    private static final List<String> COMMAND = List.of(
            "terminal", "option", "registry", "policy", "episode", "data", "calibrate", "train", "evaluate", "bench");

    /** Rooms of the generated tasks, likewise. */
    private static final List<String> TASKS =
            List.of("draw", "family", "table", "chart", "reading", "figure", "scene", "reckoning");

    /** Rooms of the evaluation and of conversion of published data, likewise. */
    private static final List<String> EVALUATE = List.of("item", "plan", "batch", "report");

    private static final List<String> DATA = List.of("row", "picture", "item", "inspect");

    private static final ArchRule CORE_PACKAGES_IMPORT_ONLY_LEFTWARDS = leftwards("dev.maestro.core", CORE);

    private static final ArchRule GATEWAY_PACKAGES_IMPORT_ONLY_LEFTWARDS = leftwards("dev.maestro.gateway", GATEWAY);

    private static final ArchRule THE_ROOT_OF_THE_GATEWAY_KNOWS_NO_PACKAGE = noClasses()
            .that()
            .resideInAPackage("dev.maestro.gateway")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.maestro.gateway.(*)..");

    private static final ArchRule ROOMS_OF_COMMANDS_IMPORT_ONLY_LEFTWARDS =
            leftwards("dev.maestro.local.command", COMMAND);

    private static final ArchRule NO_ROOM_OF_COMMANDS_KNOWS_THEIR_ROOT = noClasses()
            .that()
            .resideInAPackage("dev.maestro.local.command.(*)..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.maestro.local.command");

    private static final ArchRule ROOMS_OF_TASKS_IMPORT_ONLY_LEFTWARDS = leftwards("dev.maestro.lab.tasks", TASKS);

    private static final ArchRule NO_ROOM_OF_TASKS_KNOWS_THEIR_ROOT = noClasses()
            .that()
            .resideInAPackage("dev.maestro.lab.tasks.(*)..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.maestro.lab.tasks");

    @Test
    void corePackagesImportOnlyLeftwards() {
        CORE_PACKAGES_IMPORT_ONLY_LEFTWARDS.check(CLASSES);
    }

    @Test
    void gatewayPackagesImportOnlyLeftwards() {
        GATEWAY_PACKAGES_IMPORT_ONLY_LEFTWARDS.check(CLASSES);
        THE_ROOT_OF_THE_GATEWAY_KNOWS_NO_PACKAGE.check(CLASSES);
    }

    @Test
    void everyPackageOfTheGatewayHasItsPlace() {
        assertThat(packagesBelow("dev.maestro.gateway")).containsExactlyInAnyOrderElementsOf(GATEWAY);
    }

    @Test
    void roomsOfCommandsImportOnlyLeftwards() {
        ROOMS_OF_COMMANDS_IMPORT_ONLY_LEFTWARDS.check(CLASSES);
        NO_ROOM_OF_COMMANDS_KNOWS_THEIR_ROOT.check(CLASSES);
    }

    @Test
    void everyRoomOfCommandsHasItsPlace() {
        assertThat(packagesBelow("dev.maestro.local.command")).containsExactlyInAnyOrderElementsOf(COMMAND);
    }

    @Test
    void roomsOfTasksImportOnlyLeftwards() {
        ROOMS_OF_TASKS_IMPORT_ONLY_LEFTWARDS.check(CLASSES);
        NO_ROOM_OF_TASKS_KNOWS_THEIR_ROOT.check(CLASSES);
    }

    @Test
    void roomsOfEvaluationAndOfDataImportOnlyLeftwards() {
        leftwards("dev.maestro.core.evaluate", EVALUATE).check(CLASSES);
        leftwards("dev.maestro.local.data", DATA).check(CLASSES);
        assertThat(packagesBelow("dev.maestro.core.evaluate")).containsExactlyInAnyOrderElementsOf(EVALUATE);
        assertThat(packagesBelow("dev.maestro.local.data")).containsExactlyInAnyOrderElementsOf(DATA);
    }

    @Test
    void everyRoomOfTasksHasItsPlace() {
        assertThat(packagesBelow("dev.maestro.lab.tasks")).containsExactlyInAnyOrderElementsOf(TASKS);
    }

    private static Set<String> packagesBelow(String root) {
        return CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> name.startsWith(root + "."))
                .map(name -> name.substring(root.length() + 1))
                .collect(Collectors.toSet());
    }

    private static ArchRule leftwards(String root, List<String> order) {
        return classes()
                .that()
                .resideInAPackage(root + "..")
                .should(new ArchCondition<>("import only packages that stand left of their own in " + order) {
                    @Override
                    public void check(JavaClass item, ConditionEvents events) {
                        int own = rank(root, order, item);
                        item.getDirectDependenciesFromSelf().forEach(dependency -> {
                            int other = rank(root, order, dependency.getTargetClass());
                            if (own >= 0 && other > own) {
                                events.add(SimpleConditionEvent.violated(item, dependency.getDescription()));
                            }
                        });
                    }
                });
    }

    private static int rank(String root, List<String> order, JavaClass type) {
        String name = type.getPackageName();
        for (int i = 0; i < order.size(); i++) {
            String prefix = root + "." + order.get(i);
            if (name.equals(prefix) || name.startsWith(prefix + ".")) {
                return i;
            }
        }
        return -1;
    }
}
