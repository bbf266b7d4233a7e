package dev.maestro.core.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.wire.DataSource;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class CalibrationFileTest {

    private static final Provenance PROVENANCE = new Provenance(7, "sha256:ab", "1234abc", "2026-11-22T12:00:00Z");
    private static final String[] TEXTS = {"OPEN", "12 + 7 =", "", "42", "Total 13.90 EUR"};

    private static CalibrationData random(int tasks, int pairs) {
        SplittableRandom random = new SplittableRandom(1);
        CalibrationData.Builder builder = new CalibrationData.Builder(PROVENANCE);
        for (int j = 0; j < tasks; j++) {
            float[] question = new float[TextEncoder.DIMENSIONS];
            for (int i = 0; i < question.length; i++) {
                question[i] = (float) (random.nextGaussian() / 20);
            }
            double[] statistics = random.doubles(PictureStatistics.DIMENSIONS).toArray();
            builder.task(new CalibrationTask("task-" + j, question, statistics));
            for (int k = 0; k < pairs; k++) {
                if (random.nextInt(4) > 0) {
                    String text = TEXTS[random.nextInt(TEXTS.length)];
                    builder.outcome("task-" + j, "e/s-" + k, random.nextBoolean(), 500 * random.nextDouble(), text);
                    builder.chain("task-" + j, "e/s-" + k, "c/sum", random.nextBoolean());
                }
            }
        }
        return builder.build();
    }

    @Test
    void namesTheSetsThatItComesFrom() {
        Provenance provenance = new Provenance(
                7,
                "sha256:ab",
                "1234abc",
                "2026-11-22T12:00:00Z",
                List.of(new DataSource("signs", "ab", "MIT License")));
        CalibrationData data = new CalibrationData.Builder(provenance).build();

        CalibrationData read = CalibrationFile.read("c.gz", CalibrationFile.bytes(data));

        assertThat(read.provenance()).isEqualTo(provenance);
    }

    @Test
    void readsBackWhatItWrote() {
        CalibrationData data = random(30, 7);

        CalibrationData read = CalibrationFile.read("c.gz", CalibrationFile.bytes(data));

        assertThat(read.provenance()).isEqualTo(PROVENANCE);
        assertThat(read.pairIds()).isEqualTo(data.pairIds());
        for (int j = 0; j < 30; j++) {
            assertThat(read.tasks().get(j).id()).isEqualTo("task-" + j);
            assertThat(read.tasks().get(j).statistics())
                    .containsExactly(data.tasks().get(j).statistics(), within(1e-4));
            for (int i = 0; i < TextEncoder.DIMENSIONS; i++) {
                assertThat(read.tasks().get(j).question()[i])
                        .isCloseTo(data.tasks().get(j).question()[i], within(0.002f));
            }
        }
        for (String pairId : data.pairIds()) {
            CalibrationData.Column written = data.column(pairId).orElseThrow();
            CalibrationData.Column found = read.column(pairId).orElseThrow();
            assertThat(found.correct()).isEqualTo(written.correct());
            assertThat(found.costMillis()).containsExactly(written.costMillis(), within(0.01f));
            assertThat(read.chainsAfter(pairId).get("c/sum"))
                    .isEqualTo(data.chainsAfter(pairId).get("c/sum"));
            for (int j = 0; j < 30; j++) {
                assertThat(found.evidence()[j]).containsExactly(written.evidence()[j], within(0.003f));
            }
        }
    }

    @Test
    void writesTheSameBytesAgainAfterReading() {
        byte[] bytes = CalibrationFile.bytes(random(20, 5));

        assertThat(CalibrationFile.bytes(CalibrationFile.read("c.gz", bytes))).isEqualTo(bytes);
    }

    @Test
    void isBelowAMegabyteForTwoHundredAndFiftyTasksAndSixtyPairs() {
        byte[] bytes = CalibrationFile.bytes(random(250, 60));

        assertThat(bytes.length).isLessThan(1_000_000);
    }

    @Test
    void saysWhatToDoWithAFileThatIsCutOff() {
        byte[] bytes = CalibrationFile.bytes(random(5, 2));

        assertThatThrownBy(() -> CalibrationFile.read("c.gz", Arrays.copyOf(bytes, 300)))
                .isInstanceOfSatisfying(
                        TerminalException.class, e -> assertThat(e.code()).isEqualTo("malformed-calibration"))
                .hasMessageStartingWith("the calibration data c.gz cannot be read")
                .hasMessageEndingWith("run ./maestro calibrate again");
        assertThatThrownBy(() -> CalibrationFile.read("c.gz", new byte[] {1, 2, 3}))
                .isInstanceOf(TerminalException.class);
    }

    @Test
    void takesTheColumnsOfANewExpert() {
        CalibrationData data = random(10, 3);

        CalibrationData extended = data.toBuilder(PROVENANCE)
                .outcome("task-2", "new/s", true, 12, "yes")
                .outcome("task-3", "new/s", false, 14, "no")
                .chain("task-2", "new/s", "c/sum", true)
                .build();

        assertThat(extended.pairIds()).containsExactlyInAnyOrder("e/s-0", "e/s-1", "e/s-2", "new/s");
        byte unknown = CalibrationData.UNKNOWN;
        assertThat(extended.column("new/s").orElseThrow().correct())
                .containsExactly(unknown, unknown, 1, 0, unknown, unknown, unknown, unknown, unknown, unknown);
        assertThat(extended.column("e/s-1").orElseThrow().correct())
                .isEqualTo(data.column("e/s-1").orElseThrow().correct());
        assertThat(extended.chainsAfter("new/s").get("c/sum")[2]).isEqualTo((byte) 1);
        assertThatThrownBy(() -> data.toBuilder(PROVENANCE).outcome("task-99", "new/s", true, 1, ""))
                .hasMessageContaining("there is no calibration task task-99");
    }
}
