package dev.maestro.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.evaluate.plan.EvaluationRecords;
import dev.maestro.core.evaluate.report.EvaluationReport;
import dev.maestro.core.train.Checkpoint;
import dev.maestro.core.train.CheckpointStore;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationRequested;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.wire.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluateFunctionTest {

    @TempDir
    private Path folder;

    private EvaluateWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new EvaluateWorld(folder);
    }

    @Test
    void runsTheBatchAndSaysHowGoodThePolicyWas() throws Exception {
        EvaluationCompleted completed = world.completed(EvaluateWorld.request("nightly-1", "random"));

        assertThat(world.function.stage()).isEqualTo(Stage.EVALUATE);
        assertThat(completed.status()).isEqualTo("done");
        assertThat(completed.macro()).isEqualTo(0.5);
        assertThat(completed.benchmarks()).hasSize(1);
        assertThat(completed.benchmarks().getFirst().name()).isEqualTo("sums");
        assertThat(completed.benchmarks().getFirst().n()).isEqualTo(EvaluateWorld.ITEMS);
        assertThat(completed.benchmarks().getFirst().majority()).isEqualTo(1);
        assertThat(world.submitted).hasSize(EvaluateWorld.ITEMS).allMatch(task -> task.purpose() == Purpose.EVALUATE);
        EvaluationReport report = world.report(completed);
        assertThat(report.micro()).isEqualTo(0.5);
        assertThat(world.text(String.valueOf(completed.items())).lines()).hasSize(EvaluateWorld.ITEMS);
    }

    @Test
    void saysWhetherThePassRulesHoldAndWhy() throws Exception {
        assertThat(world.completed(EvaluateWorld.request("a", "random", "0.5")).status())
                .isEqualTo("passed");
        EvaluationCompleted failed = world.completed(EvaluateWorld.request("b", "random", "0.6"));

        assertThat(failed.status()).isEqualTo("failed");
        assertThat(failed.reason()).isEqualTo("macro is 0.5000, below the minimum of 0.6");
    }

    @Test
    void runsNothingAgainWhenARequestComesTwice() throws Exception {
        EvaluationCompleted first = world.completed(EvaluateWorld.request("twice", "random"));

        EvaluationCompleted second = world.completed(EvaluateWorld.request("twice", "random"));

        assertThat(second).isEqualTo(first);
        assertThat(world.submitted).hasSize(EvaluateWorld.ITEMS);
    }

    @Test
    void refusesSomethingElseUnderAnIdThatWasUsed() throws Exception {
        EvaluationRequested first = EvaluateWorld.request("nightly", "random");
        EvaluationRequested other = EvaluateWorld.request("nightly", "random", "0.5");
        world.completed(first);

        EvaluationCompleted refused = world.completed(other);

        assertThat(refused.status()).isEqualTo("refused");
        assertThat(refused.reason())
                .isEqualTo("another request under the id nightly asked for something else; its evaluation stands. Ask"
                        + " for this one under an id of its own");
        assertThat(world.submitted).hasSize(EvaluateWorld.ITEMS);
        assertThat(other.eventId()).isNotEqualTo(first.eventId());
        assertThat(refused.eventId()).isNotEqualTo(world.completed(first).eventId());
        assertThat(new EvaluationRecords(world.objects).endOf(other)).contains(refused);
    }

    @Test
    void aRequestIsTheSameWheneverItIsMade() {
        EvaluationRequested now = EvaluationRequested.of("a", List.of("sums", "x"), "random", EvaluateWorld.NOW);

        assertThat(EvaluationRequested.of("a", List.of("sums", "x"), "random", EvaluateWorld.NOW.plusSeconds(9))
                        .eventId())
                .isEqualTo(now.eventId());
        assertThat(EvaluationRequested.of("a", List.of("sums, x"), "random", EvaluateWorld.NOW)
                        .eventId())
                .isNotEqualTo(now.eventId());
    }

    @Test
    void takesAnIdThatARefusedRequestHad() throws Exception {
        assertThat(world.completed(EvaluateWorld.request("mended", "no-such-policy"))
                        .status())
                .isEqualTo("refused");

        assertThat(world.completed(EvaluateWorld.request("mended", "random")).status())
                .isEqualTo("done");
    }

    @Test
    void goesOnWhereADiskWasFull() throws Exception {
        world.diskIsFull = true;
        assertThatThrownBy(() -> world.function.handle(EvaluateWorld.request("full", "random")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        world.diskIsFull = false;

        EvaluationCompleted completed = world.completed(EvaluateWorld.request("full", "random"));

        assertThat(completed.benchmarks().getFirst().n()).isEqualTo(EvaluateWorld.ITEMS);
        assertThat(world.submitted).hasSize(EvaluateWorld.ITEMS);
    }

    @Test
    void loadsAVersionThatWasNeverPromotedBeforeItsFirstTask() throws Exception {
        new CheckpointStore(world.objects, "pair-scoring").giveFirst(Checkpoint.untrained("pair-scoring", 1));

        EvaluationCompleted completed = world.completed(EvaluateWorld.request("waiting", "pair-scoring@1"));

        assertThat(completed.status()).isEqualTo("done");
        assertThat(world.loaded).containsExactly("pair-scoring@1 before 0 tasks");
    }

    @Test
    void refusesAnUnknownVersionWithAReason() throws Exception {
        EvaluationCompleted refused = world.completed(EvaluateWorld.request("c", "pair-scoring@99"));

        assertThat(refused.status()).isEqualTo("refused");
        assertThat(refused.reason()).contains("There is no version 99 of pair-scoring");
        assertThat(world.submitted).isEmpty();
    }

    @Test
    void refusesWhatItMayNotRead() throws Exception {
        EvaluationRequested request = EvaluationRequested.of("d", List.of("../objects"), "random", EvaluateWorld.NOW);

        assertThat(world.completed(request).reason()).contains("there is no data set ../objects");
    }
}
