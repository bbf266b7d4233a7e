package dev.maestro.core.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.episode.Json;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.wire.Budget;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryLoaderTest {

    private static final String SMALL = """
            name: small
            experts:
              - id: reader
                aliases: [eyes]
                capabilities: [read-text]
                endpoint: {type: triton, model: reader}
                description: reads
            skills:
              - {id: read, tier: 1, description: reads}
              - id: read-plain
                tier: 2
                parent: read
                description: reads plainly
                capabilities: [read-text]
                procedure: read-plain
            rules:
              - {effect: allow, expert: reader, skill: "*"}
            """;

    private static List<String> problems(String text) {
        return RegistryLoader.validate("registry.yaml", text.getBytes(UTF_8)).stream()
                .map(RegistryProblem::toString)
                .toList();
    }

    @Test
    void readsYamlAndFillsInTheDefaultsOfTheSchemas() {
        RegistryLoader.Loaded loaded = RegistryLoader.load("registry.yaml", SMALL.getBytes(UTF_8));

        assertThat(loaded.warnings()).isEmpty();
        var expert = loaded.document().experts().get(0);
        assertThat(expert.limits()).isEqualTo(Limits.DEFAULT);
        assertThat(expert.price()).isEqualTo(Price.FREE);
        assertThat(loaded.document().skills().get(1).budgetShare()).isEqualTo(1.0);
        assertThat(loaded.snapshot().pairs()).extracting(Pair::id).containsExactly("reader/read-plain");
    }

    @Test
    void readsTheSameFromJsonAndGivesItTheSameDigest() {
        RegistryDocument fromYaml =
                RegistryLoader.load("r.yaml", SMALL.getBytes(UTF_8)).document();

        RegistryDocument fromJson =
                RegistryLoader.load("r.json", Json.bytes(fromYaml)).document();

        assertThat(fromJson).isEqualTo(fromYaml);
        assertThat(RegistryLoader.digest(fromJson)).isEqualTo(RegistryLoader.digest(fromYaml));
        assertThat(RegistryLoader.bytes(fromYaml)).isEqualTo(Json.bytes(fromYaml));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "    description: reads               |     colour: red\\n    description: reads | line 7, experts[0].colour: unknown field; known here are id, aliases",
                "capabilities: [read-text]\\n    end   | capabilities: read-text\\n    end | line 5, experts[0].capabilities: must be a list, is text (read-text)",
                "capabilities: [read-text]\\n    end   | capabilities: []\\n    end | line 5, experts[0].capabilities: needs at least 1 element",
                "aliases: [eyes]                      | aliases: [eyes, Eyes] | line 4, experts[0].aliases[1]: the name \"Eyes\" is taken by experts[0].aliases[0] in line 4",
                "id: read-plain                       | id: READ | line 10, skills[1].id: the name \"READ\" is taken by skills[0].id in line 9",
                "parent: read                         | parent: raed | line 12, skills[1].parent: there is no skill \"raed\"",
                "parent: read                         | parent: read-plain | line 12, skills[1].parent: the parents go in a circle: read-plain -> read-plain",
                "    parent: read                     | '' | line 10, skills[1]: the skill read-plain of tier 2 needs a parent",
                "{id: read, tier: 1,                  | {id: read, tier: 1, parent: read-plain, | line 9, skills[0].parent: a skill of tier 1 is a family and has no parent",
                "tier: 2                              | tier: 3 | line 11, skills[1].tier: must be at most 2, is 3",
                "    description: reads               |     price: {perCallMicroUsd: -1}\\n    description: reads | line 7, experts[0].price.perCallMicroUsd: must be 0 or more, is -1",
                "id: reader                           | id: My_Reader | line 3, experts[0].id: \"My_Reader\" must be kebab-case",
                "procedure: read-plain                | procedure: read-plain\\n    budgetShare: 0 | line 16, skills[1].budgetShare: must be above 0",
                "procedure: read-plain                | procedure: read-plain\\n    budgetShare: 1.5 | line 16, skills[1].budgetShare: must be at most 1, is 1.5",
                "{effect: allow, expert: reader       | {effect: allow, expert: raeder | line 17, rules[0].expert: there is no expert with the id \"raeder\"; use * or one of reader",
                "{effect: allow                       | {effect: permit | line 17, rules[0].effect: must be one of allow, deny, is \"permit\"",
                "{type: triton, model: reader}        | {type: tritton, model: reader} | line 6, experts[0].endpoint.type: needs a type that is one of [triton, openai, mcp]",
                "{type: triton, model: reader}        | {type: openai, url: localhost, model: m} | line 6, experts[0].endpoint.url: \"localhost\" must be a URL that starts with http:// or https://",
                "    description: reads plainly       | '' | line 10, skills[1]: the field description is missing",
                "    description: reads               |     id: again\\n    description: reads | line 7, experts[0].id: stands here a second time",
                "tier: 2                              | tier: two | line 11, skills[1].tier: must be a whole number, is text (two)",
            })
    void namesLineAndFieldOfEachMistake(String right, String wrong, String message) {
        String text = SMALL.replaceFirst(
                java.util.regex.Pattern.quote(unescape(right)),
                java.util.regex.Matcher.quoteReplacement(unescape(wrong)));

        List<String> found = problems(text);

        assertThat(text).isNotEqualTo(SMALL);
        assertThat(found).anySatisfy(problem -> assertThat(problem).startsWith("registry.yaml " + message));
    }

    private static String unescape(String text) {
        return text.replace("\\n", "\n");
    }

    @Test
    void collectsAllProblemsAtOnceInTheOrderOfTheLines() {
        String text = SMALL.replace("id: reader", "id: Reader 1")
                .replace("tier: 2", "tier: 9")
                .replace("effect: allow", "effect: maybe");

        assertThatThrownBy(() -> RegistryLoader.load("registry.yaml", text.getBytes(UTF_8)))
                .isInstanceOf(RegistryException.class)
                .hasMessageContainingAll(
                        "line 3, experts[0].id", "line 11, skills[1].tier", "line 17, rules[0].effect");
    }

    @Test
    void findsACircleOfParents() {
        String text = SMALL.replace("{id: read, tier: 1,", "{id: read, tier: 2, parent: read-plain, procedure: p,");

        assertThat(problems(text))
                .anySatisfy(problem -> assertThat(problem).contains("circle: read -> read-plain -> read"));
    }

    @Test
    void warnsOfASkillWhoseCapabilityNoExpertHas() {
        String text = SMALL.replace("procedure: read-plain", "procedure: read-plain\n    helpers: [translate]");

        RegistryLoader.Loaded loaded = RegistryLoader.load("registry.yaml", text.getBytes(UTF_8));

        assertThat(loaded.warnings()).singleElement().satisfies(warning -> {
            assertThat(warning.warning()).isTrue();
            assertThat(warning.toString())
                    .isEqualTo("registry.yaml line 16, skills[1].helpers: no expert has the capability translate,"
                            + " so the skill read-plain cannot be used");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                          | line 1: the file is empty",
                "'# nothing'                 | line 1: the file holds only comments",
                "'name: [a'                  | line 1: not YAML",
                "'{\"name\": }'              | line 1: not JSON",
                "'{\"name\": \"a\"} x'       | line 1",
                "'- a'                       | line 1: must be a group of fields, is a list",
                "'name: a\\nskills: 7'        | line 2, skills: must be a list, is a whole number (7)",
                "'a: &x [*x]'                | line 1",
                "'name: a\\n? [b]\\n: c'       | line 2: a field name must be plain text"
            })
    void saysWhatIsWrongWithAFileThatIsNoRegistry(String text, String message) {
        List<String> found = problems(unescape(text));

        assertThat(found).anySatisfy(problem -> assertThat(problem).contains(message));
    }

    @Test
    void namesTheLineInJsonToo() {
        String text = "{\n \"name\": \"a\",\n \"experts\": [\n  {\"id\": \"x\",\n   \"capabilities\": 3}]}";

        assertThat(problems(text)).anySatisfy(problem -> assertThat(problem)
                .startsWith("registry.yaml line 5, experts[0].capabilities: must be a list, is a whole number"));
    }

    @Test
    void extendsARegistryByAnotherFile() {
        RegistryDocument base =
                RegistryLoader.load("base.yaml", SMALL.getBytes(UTF_8)).document();
        String overlay = """
                name: mine
                experts:
                  - id: mine
                    capabilities: [read-text]
                    endpoint: {type: openai, url: "http://127.0.0.1:8000/v1", model: m}
                    secretRef: my-key
                    description: my own reader
                rules:
                  - {effect: deny, expert: reader, skill: read-plain}
                """;

        RegistryLoader.Loaded loaded = RegistryLoader.extend(base, "mine.yaml", overlay.getBytes(UTF_8));

        assertThat(loaded.document().name()).isEqualTo("small");
        assertThat(loaded.snapshot().pairs()).extracting(Pair::id).containsExactly("mine/read-plain");
        assertThat(loaded.snapshot().digest()).isNotEqualTo(RegistryLoader.digest(base));
    }

    @Test
    void refusesAnExtensionThatTakesANameOfTheBase() {
        RegistryDocument base =
                RegistryLoader.load("base.yaml", SMALL.getBytes(UTF_8)).document();
        String overlay = SMALL.replace("id: reader", "id: other").replace("expert: reader", "expert: other");

        assertThatThrownBy(() -> RegistryLoader.extend(base, "mine.yaml", overlay.getBytes(UTF_8)))
                .hasMessageContaining("mine.yaml, experts[1].aliases[0]: the name \"eyes\" is taken by experts[0]");
    }

    @Test
    void theEmbeddedRegistryHasEverySkillButTheGenerativeOneReady() {
        byte[] bytes = RegistryLoader.bytes(RegistryLoader.embedded());

        RegistryLoader.Loaded loaded = RegistryLoader.load("embedded.yaml", bytes);

        assertThat(loaded.warnings()).hasSize(2).allSatisfy(warning -> assertThat(warning.message())
                .startsWith("no expert has the capability generate"));
        RegistrySnapshot snapshot = loaded.snapshot();
        assertThat(snapshot.document().experts()).hasSize(10);
        assertThat(snapshot.pairs()).hasSize(14 * 3 + 8 * 2 + 6);
        assertThat(snapshot.pair("Contour", "geometry-touch")).isPresent();
        assertThat(snapshot.pair("contour", "read-plain")).isEmpty();
        assertThat(snapshot.document().policies()).hasSize(7);
    }

    @Test
    void theDefaultBudgetPaysForTheDearestSkillTwice() {
        RegistrySnapshot snapshot = RegistryLoader.snapshot(RegistryLoader.embedded());

        assertThat(snapshot.pairs())
                .allSatisfy(pair -> assertThat(2 * pair.skill().declaredCalls())
                        .as(pair.id())
                        .isLessThanOrEqualTo(Budget.DEFAULT.maxCalls()));
    }
}
