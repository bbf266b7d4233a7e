package dev.maestro.core.invoke;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.NoPictures;
import dev.maestro.core.TestData;
import dev.maestro.core.episode.Transitions;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InvokeTest {

    private final List<String> called = Collections.synchronizedList(new ArrayList<>());
    private Experts experts = (expert, request, deadline) -> {
        called.add(expert.id());
        return new ExpertReply("seen " + request.text(), new Usage(1, 0, 5, 1, 1));
    };
    private RegistrySnapshot current = TestData.registry();
    private final SkillProcedure echo = procedure("procedure-read");
    private final SkillProcedure compute = procedure("procedure-compute");

    private static SkillProcedure procedure(String name) {
        return new SkillProcedure() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public String run(SkillInput input, SkillContext context) {
                return context.main(new ExpertRequest("any", input.query() + input.evidence(), List.of()))
                        .text();
            }
        };
    }

    private List<Invocation> run(EpisodeState state, CallJournal journal) {
        CallRunner runner = new CallRunner(
                (expert, request, deadline) -> experts.call(expert, request, deadline),
                NoPictures.IMAGES,
                NoPictures.OBJECTS,
                Map.of(echo.name(), echo, compute.name(), compute),
                InstantSource.fixed(TestData.NOW));
        SkillInvoked event = (SkillInvoked) new Invoke(runner, journal).run(state, TestData.registry(), current);
        return event.state().steps().getLast().invocations();
    }

    private List<Invocation> run(EpisodeState state) {
        return run(state, (s, call, run) -> run.get());
    }

    @Test
    void runsTheSkillWithItsExpert() {
        List<Invocation> invocations = run(Transitions.decided(TestData.state(), TestData.invoke("reader/read")));

        assertThat(invocations.getFirst().outcome()).isEqualTo(new Outcome.Answered("seen What is it?[]"));
        assertThat(invocations.getFirst().usage()).isEqualTo(new Usage(1, 0, 5, 1, 1));
    }

    @Test
    void showsEarlierObservationsAsEvidence() {
        Decision read = TestData.invoke("reader/read");
        EpisodeState first = Transitions.invoked(
                Transitions.decided(TestData.state(), read),
                List.of(TestData.invocation(read, new Outcome.Answered("1 + 1"))));

        List<Invocation> invocations = run(Transitions.decided(first, TestData.invoke("solver/compute")));

        assertThat(invocations.getFirst().outcome()).isEqualTo(new Outcome.Answered("seen What is it?[1 + 1]"));
    }

    @Test
    @Tag("C11")
    void runsTheCallsOfOneStepAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);
        experts = (expert, request, deadline) -> {
            both.countDown();
            try {
                return new ExpertReply(both.await(10, TimeUnit.SECONDS) ? "together" : "alone", Usage.NONE);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };

        List<Invocation> invocations =
                run(Transitions.decided(TestData.state(), TestData.invoke("reader/read", "solver/compute")));

        assertThat(invocations)
                .extracting(Invocation::outcome)
                .containsExactly(new Outcome.Answered("together"), new Outcome.Answered("together"));
    }

    @Test
    @Tag("C4")
    void refusesWhatTheRegistryDoesNotList() {
        List<Invocation> invocations = run(Transitions.decided(
                TestData.state(), TestData.invoke("nobody/read", "reader/nothing", "reader/compute")));

        assertThat(invocations)
                .extracting(invocation -> ((Outcome.Refused) invocation.outcome()).code())
                .containsExactly("unknown-expert", "unknown-skill", "pair-not-allowed");
        assertThat(called).isEmpty();
    }

    @Test
    void refusesAnExpertThatWasWithdrawnSinceTheEpisodeStarted() {
        current = new RegistrySnapshot(
                TestData.DIGEST, new RegistryDocument("later", List.of(), List.of(), List.of(), List.of()));

        List<Invocation> invocations = run(Transitions.decided(TestData.state(), TestData.invoke("reader/read")));

        assertThat(invocations.getFirst().outcome())
                .isEqualTo(new Outcome.Refused("withdrawn-expert", "Expert 'reader' was withdrawn from the registry."));
    }

    @Test
    @Tag("C43")
    void refusesACallWhoseWorstCaseDoesNotFit() {
        EpisodeState poor = TestData.state(new Budget(2, 4, 1000, 1.5, 10_000));

        List<Invocation> invocations = run(Transitions.decided(poor, TestData.invoke("reader/read", "reader/read")));

        assertThat(invocations)
                .extracting(Invocation::outcome)
                .containsExactlyInAnyOrder(new Outcome.Answered("seen What is it?[]"), new Outcome.OverBudget("cost"));
        assertThat(called).hasSize(1);
    }

    @Test
    void givesTheOutcomeThatTheExpertFailedWith() {
        experts = (expert, request, deadline) -> {
            throw new ExpertException(new Outcome.TimedOut(30));
        };

        List<Invocation> invocations = run(Transitions.decided(TestData.state(), TestData.invoke("reader/read")));

        assertThat(invocations.getFirst().outcome()).isEqualTo(new Outcome.TimedOut(30));
        assertThat(invocations.getFirst().usage().calls()).isEqualTo(1);
    }

    @Test
    @Tag("C42")
    void givesTheExpertTheDeadlineOfTheEpisode() {
        List<Instant> deadlines = new ArrayList<>();
        experts = (Expert expert, ExpertRequest request, Instant deadline) -> {
            deadlines.add(deadline);
            return new ExpertReply("", Usage.NONE);
        };

        run(Transitions.decided(TestData.state(), TestData.invoke("reader/read")));

        assertThat(deadlines).containsExactly(TestData.NOW.plusSeconds(10));
    }

    @Test
    void doesNotRunAJournalledCallAgain() {
        Map<String, Invocation> journal = new HashMap<>();
        CallJournal remembers =
                (state, call, run) -> journal.computeIfAbsent(state.episodeId() + call.callIndex(), key -> run.get());
        EpisodeState state = Transitions.decided(TestData.state(), TestData.invoke("reader/read"));

        List<Invocation> first = run(state, remembers);
        List<Invocation> second = run(state, remembers);

        assertThat(second).isEqualTo(first);
        assertThat(called).hasSize(1);
    }

    @Test
    @Tag("C16")
    void keepsTheEndOfALongObservationAndMarksTheCut() {
        experts = (expert, request, deadline) -> new ExpertReply("x".repeat(5000) + "end", Usage.NONE);

        List<Invocation> invocations = run(Transitions.decided(TestData.state(), TestData.invoke("reader/read")));

        String text = ((Outcome.Answered) invocations.getFirst().outcome()).text();
        assertThat(text)
                .hasSize(CallRunner.OBSERVATION_CHARACTERS)
                .startsWith("[cut] ")
                .endsWith("end");
    }

    @Test
    @Tag("C16")
    void keepsCodeAtTheEndOfAnObservationWhole() {
        String code = "```python\n" + "x = 1\n".repeat(300) + "```";
        experts = (expert, request, deadline) -> new ExpertReply("y".repeat(5000) + code, Usage.NONE);

        List<Invocation> invocations = run(Transitions.decided(TestData.state(), TestData.invoke("reader/read")));

        assertThat(((Outcome.Answered) invocations.getFirst().outcome()).text()).isEqualTo("[cut] " + code);
    }

    @Test
    void passesAMalformedActionThrough() {
        EpisodeState state = Transitions.decided(
                TestData.state(), Decision.certain(new Action.Malformed("no-tag", "hm"), "scripted", "1"));

        assertThat(run(state)).isEmpty();
    }
}
