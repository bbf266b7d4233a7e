package dev.maestro.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The named rules hold in every overlay, and each of them finds the mistake that it is there for. */
class RulesTest {

    private static final List<Fixture> FIXTURES = Fixture.read("rules.yaml");

    @TestFactory
    Stream<DynamicTest> theRuleHoldsInEveryOverlay() {
        return Manifests.overlays().stream().flatMap(overlay -> Rule.all().stream()
                .map(rule -> dynamicTest(overlay + ": " + rule.name(), () -> assertThat(
                                rule.violations().apply(Manifests.render(overlay)))
                        .isEmpty())));
    }

    @TestFactory
    Stream<DynamicTest> theRuleFindsItsMistake() {
        return FIXTURES.stream()
                .map(fixture -> dynamicTest(fixture.name() + ": " + fixture.kind() + " " + fixture.document(), () -> {
                    Rule rule = Rule.all().stream()
                            .filter(each -> each.name().equals(fixture.name()))
                            .findFirst()
                            .orElseThrow();
                    Bundle whole = Manifests.render(fixture.overlay());
                    assertThat(rule.violations().apply(whole)).isEmpty();

                    List<String> found = rule.violations().apply(fixture.applied(whole));

                    assertThat(found).isNotEmpty();
                }));
    }

    @Test
    void everyRuleHasAMistakeToFind() {
        Set<String> covered = FIXTURES.stream().map(Fixture::name).collect(Collectors.toSet());

        assertThat(Rule.all()).extracting(Rule::name).allMatch(covered::contains);
    }
}
