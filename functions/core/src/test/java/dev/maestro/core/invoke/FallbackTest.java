package dev.maestro.core.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.NoPictures;
import dev.maestro.core.TestData;
import dev.maestro.core.episode.Transitions;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What happens when the chosen expert fails. */
@Tag("C42")
class FallbackTest {

    private static final Outcome DOWN = new Outcome.Failed("endpoint-unavailable", "It is down.");
    private static final Budget AMPLE = new Budget(2, 4, 1000, 1000, 10_000);

    private final Map<String, Outcome> outcomes = new HashMap<>(Map.of("reader", DOWN));
    private final List<String> called = new ArrayList<>();
    private final SkillProcedure read = new SkillProcedure() {
        @Override
        public String name() {
            return "procedure-read";
        }

        @Override
        public String run(SkillInput input, SkillContext context) {
            return context.main(new ExpertRequest("read-text", "x", List.of())).text();
        }
    };

    private static RegistrySnapshot registry(String... readers) {
        List<Expert> experts = new ArrayList<>();
        for (String reader : readers) {
            experts.add(TestData.expert(reader, "read-text"));
        }
        experts.add(TestData.expert("solver", "compute"));
        return new RegistrySnapshot(
                TestData.DIGEST,
                new RegistryDocument(
                        "test", experts, List.of(TestData.skill("read", "read-text")), List.of(), List.of()));
    }

    private ExpertReply reply(Expert expert) {
        called.add(expert.id());
        Outcome outcome = outcomes.get(expert.id());
        if (outcome != null) {
            throw new ExpertException(outcome);
        }
        return new ExpertReply("by " + expert.id(), new Usage(1, 0, 5, 2, 2));
    }

    private Invocation run(Purpose purpose, Budget budget, RegistrySnapshot current) {
        Task task = new Task("t-1", "default", purpose, "What?", List.of(), List.of(), true, Map.of());
        EpisodeState state = TestData.state(task, "scripted", budget);
        CallRunner runner = new CallRunner(
                (expert, request, deadline) -> reply(expert),
                NoPictures.IMAGES,
                NoPictures.OBJECTS,
                Map.of(read.name(), read),
                InstantSource.fixed(TestData.NOW));
        SkillInvoked event = (SkillInvoked) new Invoke(runner, (s, call, run) -> run.get())
                .run(
                        Transitions.decided(state, TestData.invoke("reader/read")),
                        registry("reader", "second", "third", "fourth"),
                        current);
        return event.state().steps().getLast().invocations().getFirst();
    }

    private Invocation serve() {
        return run(Purpose.SERVE, AMPLE, registry("reader", "second", "third", "fourth"));
    }

    @Test
    void asksAnotherExpertThatCanDoItWhenServing() {
        Invocation invocation = serve();

        assertThat(invocation.outcome()).isEqualTo(new Outcome.Answered("by second"));
        assertThat(called).containsExactly("reader", "second");
        assertThat(invocation.usage().calls()).isEqualTo(2);
    }

    @Test
    @Tag("C44")
    void keepsEachCallWithItsOutcome() {
        List<ExpertCallRecord> calls = ExpertCallRecord.of(serve());

        assertThat(calls).extracting(ExpertCallRecord::role).containsExactly("main", "fallback");
        assertThat(calls).extracting(ExpertCallRecord::expertId).containsExactly("reader", "second");
        assertThat(calls).extracting(ExpertCallRecord::outcome).containsExactly("failed", "answered");
        assertThat(calls).extracting(ExpertCallRecord::costMicroUsd).containsExactly(0.0, 2.0);
        assertThat(calls).allSatisfy(call -> assertThat(call.latencyMillis()).isNotNegative());
    }

    @ParameterizedTest
    @EnumSource(
            value = Purpose.class,
            names = {"TRAIN", "CALIBRATE", "EVALUATE"})
    void asksNobodyElseWhereTheOutcomeIsTheExperts(Purpose purpose) {
        Invocation invocation = run(purpose, AMPLE, registry("reader", "second"));

        assertThat(invocation.outcome()).isEqualTo(DOWN);
        assertThat(called).containsExactly("reader");
    }

    @Test
    void givesUpAfterTwoOthersAndSaysWhatWentWrongFirst() {
        outcomes.put("second", new Outcome.Failed("other", "Also down."));
        outcomes.put("third", new Outcome.TimedOut(5));

        assertThat(serve().outcome()).isEqualTo(DOWN);
        assertThat(called).containsExactly("reader", "second", "third");
    }

    @Test
    void leavesAWithdrawnExpertOut() {
        Invocation invocation = run(Purpose.SERVE, AMPLE, registry("reader", "third"));

        assertThat(invocation.outcome()).isEqualTo(new Outcome.Answered("by third"));
    }

    @Test
    void staysWithinTheBudget() {
        Budget oneCall = new Budget(2, 1, 1000, 1000, 10_000);

        assertThat(run(Purpose.SERVE, oneCall, registry("reader", "second")).outcome())
                .isEqualTo(DOWN);
        assertThat(called).containsExactly("reader");
    }

    @Test
    void passesARefusalOn() {
        outcomes.put("reader", new Outcome.Refused("too-many-images", "Too many."));

        assertThat(serve().outcome()).isInstanceOf(Outcome.Refused.class);
        assertThat(called).containsExactly("reader");
    }
}
