package dev.maestro.core.decide.generative;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.NoPictures;
import dev.maestro.core.PaperRegistry;
import dev.maestro.core.TestData;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.episode.Transitions;
import dev.maestro.core.invoke.CallRunner;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.Invoke;
import dev.maestro.core.invoke.catalogue.SkillProcedures;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One policy and one set of skills serve many episodes at a time, each with a mark of its own. */
class ConcurrentEpisodesTest {

    private static final int EPISODES = 128;
    private static final Pattern MARK = Pattern.compile("mark-[0-9]+");
    private static final RegistrySnapshot REGISTRY = PaperRegistry.base();

    private final PolicyEntry entry = REGISTRY.policy("generative").orElseThrow();
    private final GenerativePolicy policy = new GenerativePolicy(entry, (request, deadline) -> {
        Matcher mark = MARK.matcher(request.messages().getLast().text());
        String found = mark.find() ? mark.group() : "none";
        String turn = request.messages().size() == 2
                ? "x</think><search>Chart-R1@@Plain_Call: say " + found + "</search>"
                : "y</think><answer>" + found + "</answer>";
        return Optional.of(new Generation(turn, List.of(), "stop", 1, 1));
    });
    private final CallRunner runner = new CallRunner(
            (expert, request, deadline) -> new ExpertReply("heard " + request.text(), Usage.NONE),
            NoPictures.IMAGES,
            NoPictures.OBJECTS,
            SkillProcedures.all(),
            InstantSource.fixed(TestData.NOW));

    private String play(int number) {
        EpisodeState base = TestData.state(new Budget(2, 16, 1_000_000, 1_000_000, 10_000));
        Task task = TestData.task("Find mark-" + number + ".", List.of());
        EpisodeState state = new EpisodeState(
                "e-" + number,
                0,
                0,
                task,
                base.registryDigest(),
                "generative",
                "1",
                base.budget(),
                0.1,
                List.of(),
                List.of(),
                number,
                base.startedAt(),
                base.deadline(),
                Usage.NONE,
                List.of(),
                Map.of());
        Decision first = policy.next(state, REGISTRY, Sampling.of(state));
        EpisodeState invoked = ((SkillInvoked) new Invoke(runner, (s, call, run) -> run.get())
                        .run(Transitions.decided(state, first), REGISTRY, REGISTRY))
                .state();
        Decision second = policy.next(invoked, REGISTRY, Sampling.of(invoked));
        return second.action() instanceof Action.Answer answer ? answer.text() : String.valueOf(second.action());
    }

    @Test
    @Tag("C50")
    void eachHasItsOwnAnswer() throws Exception {
        CountDownLatch together = new CountDownLatch(EPISODES);
        List<Future<String>> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < EPISODES; i++) {
                int number = i;
                answers.add(executor.submit(() -> {
                    together.countDown();
                    together.await();
                    return play(number);
                }));
            }
            for (int i = 0; i < EPISODES; i++) {
                assertThat(answers.get(i).get()).isEqualTo("mark-" + i);
            }
        }
    }
}
