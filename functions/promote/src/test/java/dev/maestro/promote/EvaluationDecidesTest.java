package dev.maestro.promote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.promote.Serving;
import dev.maestro.schema.event.EvaluationCompleted;
import dev.maestro.schema.event.EvaluationScore;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.PolicyPromoted;
import dev.maestro.schema.event.PolicyRejected;
import dev.maestro.schema.event.PolicyTrained;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluationDecidesTest {

    private static final String POLICY = PromoteWorld.POLICY;

    @TempDir
    private Path folder;

    private PromoteWorld world;

    @BeforeEach
    void open() throws IOException {
        world = new PromoteWorld(folder);
        world.every = 100; // so the outcome log is not asked, and versions wait
    }

    private static EvaluationCompleted completed(String id, String policy, String status, @Nullable String reason) {
        return new EvaluationCompleted(
                id,
                policy,
                List.of(),
                status,
                reason,
                0.7,
                0.7,
                List.of(new EvaluationScore("sums", 40, 28, 0.7, 0.5, 0.8, 0, 0.1, 1.0, 2.0, 3.0, 4.0)),
                0,
                "report",
                "items",
                List.of(),
                List.of(),
                null,
                null,
                PromoteWorld.NOW);
    }

    private static EvaluationCompleted passed(String id, String policy) {
        return completed(id, policy, "passed", "macro is 0.7000, not below the minimum of 0.6");
    }

    private List<Event> handle(Event event) throws IOException {
        return world.function(0).handle(event);
    }

    private Serving serving() throws IOException {
        return world.serving.of(POLICY, 1);
    }

    @Test
    void promotesAWaitingVersionWhoseGatesHold() throws IOException {
        assertThat(handle(world.trained(2))).isEmpty();

        List<Event> events = handle(passed("nightly-1", POLICY + "@2"));

        PolicyPromoted promoted = (PolicyPromoted) events.getFirst();
        assertThat(events).hasSize(1);
        assertThat(promoted.version()).isEqualTo(2);
        assertThat(promoted.previousVersion()).isEqualTo(1);
        assertThat(promoted.tasks()).isEqualTo(40);
        assertThat(promoted.reason())
                .isEqualTo("evaluation nightly-1 passed: macro is 0.7000, not below the minimum of 0.6");
        assertThat(world.published).containsExactly(2L);
        assertThat(serving()).isEqualTo(Serving.only(POLICY, 1).promoted(2));
    }

    @Test
    void rejectsAWaitingVersionWithTheReasonsOfTheFailedGate() throws IOException {
        handle(world.trained(2));

        List<Event> events = handle(completed("nightly-1", "2", "failed", "macro is 0.7000, below the minimum of 0.8"));

        PolicyRejected rejected = (PolicyRejected) events.getFirst();
        assertThat(events).hasSize(1);
        assertThat(rejected.version()).isEqualTo(2);
        assertThat(rejected.servingVersion()).isEqualTo(1);
        assertThat(rejected.reason())
                .isEqualTo("evaluation nightly-1 failed: macro is 0.7000, below the minimum of 0.8");
        assertThat(world.published).isEmpty();
        assertThat(serving().version()).isEqualTo(1);
    }

    @Test
    void promotesWithAShareFirstWhenACanaryIsAskedFor() throws IOException {
        handle(world.trained(2));

        PolicyPromoted promoted = (PolicyPromoted)
                world.function(0.2).handle(passed("nightly-1", POLICY + "@2")).getFirst();

        assertThat(promoted.share()).isEqualTo(0.2);
        assertThat(serving()).isEqualTo(Serving.only(POLICY, 1).withCanary(2, 0.2));
    }

    @Test
    void refusesAVersionThatIsNotThereAndDecidesItOnceItIs() throws IOException {
        PolicyRejected rejected =
                (PolicyRejected) handle(passed("nightly-1", POLICY + "@7")).getFirst();
        assertThat(rejected.reason()).isEqualTo("there is no version 7 here");
        assertThat(serving().version()).isEqualTo(1);
        handle(world.trained(7));

        List<Event> later = handle(passed("nightly-2", POLICY + "@7"));

        assertThat(later).singleElement().isInstanceOf(PolicyPromoted.class);
    }

    @Test
    void theSameEventTwiceHasOneEffectAlsoAfterARollBack() throws IOException {
        handle(world.trained(2));
        EvaluationCompleted event = passed("nightly-1", POLICY + "@2");
        List<Event> first = handle(event);
        world.serving.put(serving().rolledBack());

        List<Event> second = handle(event);

        assertThat(second).isEqualTo(first);
        assertThat(world.published).containsExactly(2L);
        assertThat(serving().version()).isEqualTo(1);
    }

    @Test
    void goesOnWhereAKillStoppedIt() throws IOException {
        handle(world.trained(2));
        EvaluationCompleted event = passed("nightly-1", POLICY + "@2");
        world.modelServerFails = true;
        assertThatThrownBy(() -> handle(event)).isInstanceOf(IOException.class);
        assertThat(serving().version()).isEqualTo(1);
        world.modelServerFails = false;

        List<Event> again = handle(event);

        assertThat(again).singleElement().isInstanceOf(PolicyPromoted.class);
        assertThat(serving().version()).isEqualTo(2);
    }

    @Test
    void theFirstDecisionStandsWhateverALaterEvaluationSays() throws IOException {
        handle(world.trained(2));
        handle(completed("nightly-1", POLICY + "@2", "failed", "no"));

        assertThat(handle(passed("nightly-2", POLICY + "@2"))).isEmpty();

        assertThat(serving().version()).isEqualTo(1);
    }

    @Test
    void anOlderVersionDoesNotTakeThePlaceOfANewerOne() throws IOException {
        handle(world.trained(2));
        handle(world.trained(3));
        handle(passed("of-3", POLICY + "@3"));

        PolicyRejected late =
                (PolicyRejected) handle(passed("of-2", POLICY + "@2")).getFirst();

        assertThat(late.reason()).contains("version 3, which is newer, decides");
        assertThat(serving().version()).isEqualTo(3);
        assertThat(world.published).containsExactly(3L);
    }

    @Test
    void mayComeBeforeTheEventThatTheVersionWasTrained() throws IOException {
        world.every = 1;
        world.gain = -0.05;
        PolicyTrained trained = world.trained(2); // stands in the store; its event is late

        List<Event> decided = handle(passed("nightly-1", POLICY + "@2"));
        List<Event> late = handle(trained);

        assertThat(decided).singleElement().isInstanceOf(PolicyPromoted.class);
        assertThat(late).isEmpty();
        assertThat(serving().version()).isEqualTo(2);
    }

    @Test
    void leavesAVersionThatTheOutcomeLogRejected() throws IOException {
        world.every = 1;
        world.gain = -0.05;
        assertThat(handle(world.trained(2))).singleElement().isInstanceOf(PolicyRejected.class);

        assertThat(handle(passed("nightly-1", POLICY + "@2"))).isEmpty();

        assertThat(serving().version()).isEqualTo(1);
    }

    @Test
    void decidesAVersionThatCouldNotBeComparedOnAnOutcomeLog() throws IOException {
        world.every = 1;
        world.gain = 0;
        PolicyRejected waits = (PolicyRejected) handle(world.trained(2)).getFirst();
        assertThat(waits.reason()).contains("./maestro evaluate --send ID --policy pair-scoring@2");

        List<Event> decided = handle(passed("nightly-1", POLICY + "@2"));

        assertThat(decided).singleElement().isInstanceOf(PolicyPromoted.class);
    }

    @Test
    void takesNoNoticeOfEvaluationsWithoutGatesOrVersionOrThatWereRefused() throws IOException {
        handle(world.trained(2));

        assertThat(handle(completed("a", POLICY + "@2", "done", null))).isEmpty();
        assertThat(handle(completed("b", POLICY + "@2", "refused", "there is no data set x")))
                .isEmpty();
        assertThat(handle(passed("c", POLICY))).isEmpty();
        assertThat(handle(passed("d", "symja:compute-evaluate"))).isEmpty();
        assertThat(handle(passed("e", POLICY + "@1"))).isEmpty(); // decides already

        assertThat(world.serving.of(POLICY, 1)).isEqualTo(Serving.only(POLICY, 1));
    }

    @Test
    void putsAsideWhatNamesNoPolicy() {
        assertThatThrownBy(() -> handle(passed("x", "@")))
                .isInstanceOf(TerminalException.class)
                .hasMessageContaining("evaluation x names no policy");
    }
}
