package dev.maestro.flow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which methods of native libraries the embedded experts may not call; see the experts' DESIGN.md for why. */
class NativeObjectsTest {

    private static final JavaClasses EXPERTS = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.maestro.local.experts");

    private static final DescribedPredicate<JavaMethodCall> TAKES_A_LIST = DescribedPredicate.describe(
            "a method of OpenCV that puts a list into a matrix of its own",
            call -> call.getTargetOwner().getPackageName().startsWith("org.opencv")
                    && call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(List.class)));

    @Test
    void noMatrixOfOpenCvIsLeftToItsFinalizerWhileItIsUsed() {
        ArchRule rule = noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.maestro.local.experts.picture.Contours")
                .should()
                .callMethodWhere(TAKES_A_LIST)
                .because("nobody holds that matrix: its finalizer may free it while native code uses it");

        rule.check(EXPERTS);
    }
}
