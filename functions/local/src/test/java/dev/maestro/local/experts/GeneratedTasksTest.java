package dev.maestro.local.experts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.core.invoke.SkillContext;
import dev.maestro.core.invoke.SkillInput;
import dev.maestro.core.invoke.SkillProcedure;
import dev.maestro.core.invoke.code.CodeRun;
import dev.maestro.core.invoke.count.CountCells;
import dev.maestro.core.invoke.statement.StatementCheck;
import dev.maestro.lab.tasks.GeneratedTask;
import dev.maestro.lab.tasks.TaskGenerator;
import dev.maestro.lab.tasks.family.Split;
import dev.maestro.local.modelserver.ModelException;
import dev.maestro.schema.wire.Usage;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Generated tasks before the expert that is to solve them: its answers are a second opinion on those of the generator. */
class GeneratedTasksTest {

    @ParameterizedTest
    @EnumSource(Split.class)
    void pythonAnswersAsTheGeneratorDoes(Split split) {
        assertThat(tasks("code", split, 24))
                .allSatisfy(task -> assertThat(answer(new CodeRun(), "python-sandbox", task))
                        .as(task.question())
                        .isEqualTo(task.reference().answer()));
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void theDetectorFindsMostStatementsTrueThatAre(Split split) {
        assertThat(tasks("statement", split, 40))
                .filteredOn(task -> answer(new StatementCheck(), "cv-contour", task)
                        .equals(task.reference().answer()))
                .hasSizeGreaterThanOrEqualTo(34);
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void theDetectorCountsMostSparseCells(Split split) {
        List<GeneratedTask> sparse = tasks("blood-smear", split, 48).stream()
                .filter(task -> task.condition().equals("sparse"))
                .toList();

        assertThat(sparse).hasSize(12);
        assertThat(sparse)
                .filteredOn(task -> answer(new CountCells(), "cv-contour", task)
                        .equals(task.reference().answer()))
                .hasSizeGreaterThanOrEqualTo(9);
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void mostDigitsAreLikeThoseOfPeople(Split split) {
        assertThat(tasks("handwritten-digit", split, 40))
                .filteredOn(task -> reply("digit-neighbours", "classify-digit", task)
                        .path("digits")
                        .path(0)
                        .path("digit")
                        .asText()
                        .equals(task.reference().answer()))
                .hasSizeGreaterThanOrEqualTo(28);
    }

    @ParameterizedTest
    @EnumSource(Split.class)
    void aReaderReadsMostSharpLines(Split split) {
        List<GeneratedTask> lines = tasks("printed-line", split, 40).stream()
                .filter(task -> task.condition().equals("sharp"))
                .toList();

        assertThat(lines).hasSize(10);
        assertThat(lines)
                .filteredOn(task -> String.join(" ", Bench.texts(reply("tesseract", "read-text", task)))
                        .equals(task.reference().answer()))
                .hasSizeGreaterThanOrEqualTo(7);
    }

    private static List<GeneratedTask> tasks(String family, Split split, int count) {
        return TaskGenerator.of(List.of(family)).tasks(split, 11, count).toList();
    }

    private static JsonNode reply(String expert, String capability, GeneratedTask task) {
        try {
            return Bench.ask(expert, capability, "{}", task.images().getFirst().png());
        } catch (ModelException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String answer(SkillProcedure skill, String expert, GeneratedTask task) {
        List<Image> images = task.images().stream()
                .map(picture -> new Image(picture.pixelDigest(), picture.png(), picture.width(), picture.height()))
                .toList();
        return skill.run(new SkillInput(task.question(), List.of(), images, List.of()), new OneExpert(expert));
    }

    /** Calls one expert and nothing else. */
    private record OneExpert(String name) implements SkillContext {

        @Override
        public ExpertReply main(ExpertRequest request) {
            byte[][] images = request.images().stream().map(Image::bytes).toArray(byte[][]::new);
            try {
                String reply =
                        Bench.json(Bench.infer(name, request.text(), images)).toString();
                return new ExpertReply(reply, Usage.NONE);
            } catch (ModelException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public ExpertReply helper(ExpertRequest request) {
            throw new UnsupportedOperationException("no helper is needed");
        }

        @Override
        public PictureWork pictures() {
            throw new UnsupportedOperationException("no other picture is needed");
        }
    }
}
