package dev.maestro.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.task.EpisodeIds;
import dev.maestro.runtime.HopListener.Hop;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Settings;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTreeTest {

    private static final String TASK = EpisodeIds.taskId("default", "trace");
    private static final String EPISODE = EpisodeIds.episodeId(TASK, 0);
    private static final Instant START = Instant.parse("2026-11-22T10:00:00Z");

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<SdkTracerProvider> providers = new ArrayList<>();

    /** What one process has of its own. */
    private record Site(SpanStore store, Tracer tracer, HopTelemetry telemetry) {}

    @AfterEach
    void close() {
        providers.forEach(SdkTracerProvider::close);
    }

    @Test
    @Tag("C46")
    @Tag("C44")
    void groupsTheHopsAndCallsOfATwoStepEpisodeByStep() throws Exception {
        Site only = process(directory);

        runEpisode(only, only, only);

        TraceTree tree = TraceTree.of(EPISODE, only.store()).orElseThrow();
        assertThat(tree.traceIds()).hasSize(1);
        assertThat(shape(tree))
                .containsExactly(
                        "question",
                        "task",
                        "step 0",
                        "step 0 > decide",
                        "step 0 > invoke",
                        "step 0 > invoke > call reader/read",
                        "step 0 > invoke > call reader/read > main reader",
                        "step 0 > invoke > call reader/read > fallback spare",
                        "step 1",
                        "step 1 > decide",
                        "step 1 > invoke",
                        "step 1 > invoke > call solver/compute",
                        "step 1 > invoke > call solver/compute > main solver",
                        "step 1 > invoke > call solver/compute > fallback spare",
                        "step 2",
                        "step 2 > decide",
                        "reward");
    }

    @Test
    void namesTheHopThatCausedEachHopAsItsParentAcrossProcesses() throws Exception {
        Site gateway = process(directory);
        Site decide = process(directory);
        Site invoke = process(directory);

        runEpisode(gateway, decide, invoke);

        decide.store().forceFlush().join(30, TimeUnit.SECONDS);
        invoke.store().forceFlush().join(30, TimeUnit.SECONDS);
        List<StoredSpan> hops = gateway.store().spansOf(EPISODE).stream()
                .filter(span -> !span.name().equals("call") && !span.name().equals("expert"))
                .sorted(Comparator.comparingLong(StoredSpan::startNanos))
                .toList();
        assertThat(hops)
                .extracting(StoredSpan::name)
                .containsExactly("question", "task", "decide", "invoke", "decide", "invoke", "decide", "reward");
        for (int i = 1; i < hops.size(); i++) {
            assertThat(hops.get(i).parentSpanId())
                    .as("parent of %s", hops.get(i).name())
                    .isEqualTo(hops.get(i - 1).spanId());
        }
        assertThat(hops)
                .extracting(StoredSpan::traceId)
                .containsOnly(hops.getFirst().traceId());
        try (var files = Files.list(directory)) {
            assertThat(files).as("a file for each process").hasSize(3);
        }
    }

    @Test
    @Tag("C44")
    void keepsWhatThePeopleWantToKnowOfACall() throws Exception {
        Site only = process(directory);

        runEpisode(only, only, only);

        StoredSpan call = only.store().spansOf(EPISODE).stream()
                .filter(span ->
                        span.name().equals("call") && span.attribute("expertId").equals("reader"))
                .findFirst()
                .orElseThrow();
        assertThat(call.attributes())
                .containsEntry("episodeId", EPISODE)
                .containsEntry("stepIndex", "0")
                .containsEntry("stage", "invoke")
                .containsEntry("skillId", "read")
                .containsEntry("outcome", "answered")
                .containsEntry("latencyMillis", "12.5")
                .containsEntry("costMicroUsd", "3.0");
        assertThat(call.millis()).isEqualTo(12.5);
        assertThat(call.attributes().values()).noneMatch(value -> value.contains("secret observation"));
    }

    @Test
    void timesEachExpertInsideOfACall() throws Exception {
        Site only = process(directory);

        runEpisode(only, only, only);

        StoredSpan spare = only.store().spansOf(EPISODE).stream()
                .filter(span -> span.attribute("expertId").equals("spare"))
                .findFirst()
                .orElseThrow();
        assertThat(spare.millis()).isEqualTo(8);
        assertThat(spare.attributes())
                .containsEntry("role", "fallback")
                .containsEntry("outcome", "answered")
                .containsEntry("costMicroUsd", "3.0");
    }

    @Test
    void rendersForATerminal() throws Exception {
        Site only = process(directory);

        runEpisode(only, only, only);

        String text = TraceTree.of(EPISODE, only.store()).orElseThrow().render();
        assertThat(text)
                .startsWith("episode " + EPISODE + "  trace ")
                .contains("├─ question", "├─ step 0", "│  ├─ decide", "│  └─ invoke", "│     └─ call reader/read")
                .contains("12.5 ms  answered  3.0 micro-USD", "└─ reward", "unscored");
    }

    @Test
    void givesEachFurtherRolloutATraceOfItsOwn() {
        Site only = process(null);
        Hop hop = only.telemetry().started(Stage.TASK, submitted(), null);

        String first = String.valueOf(hop.traceparent(new EpisodeStarted(state(0, List.of()))));
        String second = String.valueOf(hop.traceparent(new EpisodeStarted(state(1, List.of()))));
        hop.ended(null);

        assertThat(first).isEqualTo(hop.traceparent());
        assertThat(second.substring(3, 35)).isNotEqualTo(first.substring(3, 35));
        assertThat(hop.traceparent(new EpisodeStarted(state(1, List.of())))).isEqualTo(second);
    }

    @Test
    void passesOverALineThatAKillCutOff() throws Exception {
        Site only = process(directory);
        runEpisode(only, only, only);
        only.store().forceFlush().join(30, TimeUnit.SECONDS);
        only.store().shutdown();
        Path file;
        try (var files = Files.list(directory)) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "{\"traceId\":\"" + EPISODE, StandardOpenOption.APPEND);

        TraceTree tree = TraceTree.of(EPISODE, directory).orElseThrow();

        assertThat(shape(tree)).contains("question", "reward");
    }

    @Test
    void knowsNothingOfAnEpisodeThatNeverWas() throws IOException {
        assertThat(TraceTree.of(EPISODE, directory)).isEmpty();
    }

    @Test
    void countsEpisodesStepsCallsAndCost() throws Exception {
        Site only = process(null);

        runEpisode(only, only, only);

        assertThat(meters.get("maestro.episodes")
                        .tag("end", "answered")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("maestro.steps").tag("action", "invoke").counter().count())
                .isEqualTo(2);
        assertThat(meters.get("maestro.steps").tag("action", "answer").counter().count())
                .isEqualTo(1);
        assertThat(meters.get("maestro.calls").tag("expert", "solver").timer().count())
                .isEqualTo(1);
        assertThat(meters.get("maestro.call.cost")
                        .tag("expert", "reader")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(meters.get("maestro.in.flight")
                        .tag("stage", "invoke")
                        .gauge()
                        .value())
                .isZero();
        assertThat(meters.get("maestro.hops").tag("stage", "decide").timer().count())
                .isEqualTo(3);
    }

    private Site process(Path folder) {
        SpanStore store = new SpanStore(folder);
        SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(store).build();
        providers.add(provider);
        Tracer tracer = provider.get("test");
        return new Site(store, tracer, new HopTelemetry(tracer, new FlowMetrics(meters), Clock.systemUTC()));
    }

    /** Question, two calls, an answer, a reward; each event with the header of the hop that made it. */
    private static void runEpisode(Site gateway, Site decide, Site invoke) {
        Span question = gateway.tracer()
                .spanBuilder("question")
                .setAttribute("episodeId", EPISODE)
                .startSpan();
        String header = TraceParents.format(question);
        question.end();
        EpisodeState none = state(0, List.of());
        header = hop(gateway, Stage.TASK, submitted(), new EpisodeStarted(none), header);
        Step asked = new Step(0, invoke("reader", "read"), List.of());
        EpisodeState first = state(0, List.of(asked));
        header = hop(decide, Stage.DECIDE, new EpisodeStarted(none), new ActionDecided(first), header);
        Step done = done(asked);
        EpisodeState second = state(0, List.of(done));
        header = hop(invoke, Stage.INVOKE, new ActionDecided(first), new SkillInvoked(second), header);
        Step askedAgain = new Step(1, invoke("solver", "compute"), List.of());
        EpisodeState third = state(0, List.of(done, askedAgain));
        header = hop(decide, Stage.DECIDE, new SkillInvoked(second), new ActionDecided(third), header);
        EpisodeState fourth = state(0, List.of(done, done(askedAgain)));
        header = hop(invoke, Stage.INVOKE, new ActionDecided(third), new SkillInvoked(fourth), header);
        Step answer = new Step(2, Decision.certain(new Action.Answer("5"), "scripted", "1"), List.of());
        EpisodeState last = state(0, List.of(done, done(askedAgain), answer));
        EpisodeEnded ended = new EpisodeEnded(last, new EpisodeEnd.Answered("5"), START);
        header = hop(decide, Stage.DECIDE, new SkillInvoked(fourth), ended, header);
        Reward reward = new Reward("unscored", 0, 0, 0, 0, "none");
        hop(gateway, Stage.REWARD, ended, new RewardAssigned(last, ended.end(), reward, START), header);
    }

    private static String hop(Site process, Stage stage, Event in, Event out, String header) {
        Hop hop = process.telemetry().started(stage, in, header);
        String next = hop.traceparent(out);
        hop.produced(out);
        hop.ended(null);
        return String.valueOf(next);
    }

    private static Decision invoke(String expert, String skill) {
        return Decision.certain(new Action.Invoke(List.of(new Call(0, expert, skill, "What?"))), "scripted", "1");
    }

    private static Step done(Step step) {
        Call call = ((Action.Invoke) step.decision().action()).calls().getFirst();
        Usage usage = new Usage(1, 0, 2, 3, 3);
        return new Step(
                step.stepIndex(),
                step.decision(),
                List.of(new Invocation(
                        call, new Outcome.Answered("secret observation"), 12.5, usage, experts(call.expertId()))));
    }

    /** The chosen expert failed, and a fallback answered. */
    private static Map<String, Object> experts(String chosen) {
        return Map.of(
                "expertCalls",
                List.of(
                        Map.of(
                                "expertId",
                                chosen,
                                "capability",
                                "c",
                                "role",
                                "main",
                                "outcome",
                                "failed",
                                "startMillis",
                                1,
                                "latencyMillis",
                                2.5,
                                "costMicroUsd",
                                0,
                                "billedMicroUsd",
                                0),
                        Map.of(
                                "expertId",
                                "spare",
                                "capability",
                                "c",
                                "role",
                                "fallback",
                                "outcome",
                                "answered",
                                "startMillis",
                                4,
                                "latencyMillis",
                                8,
                                "costMicroUsd",
                                3,
                                "billedMicroUsd",
                                0)));
    }

    private static TaskSubmitted submitted() {
        return new TaskSubmitted(
                TASK, "default", Purpose.SERVE, "What?", List.of(), List.of(), null, Settings.DEFAULT, START);
    }

    private static EpisodeState state(int rollout, List<Step> steps) {
        return new EpisodeState(
                EpisodeIds.episodeId(TASK, rollout),
                rollout,
                0,
                new Task(TASK, "default", Purpose.SERVE, "What?", List.of(), List.of(), false, Map.of()),
                "sha256:" + "ab".repeat(32),
                "scripted",
                "1",
                Budget.DEFAULT,
                0.1,
                List.of(),
                List.of(),
                7,
                START,
                START.plusSeconds(60),
                Usage.NONE,
                steps,
                Map.of());
    }

    private static List<String> shape(TraceTree tree) {
        List<String> labels = new ArrayList<>();
        labels(tree.nodes(), "", labels);
        return labels;
    }

    private static void labels(List<TraceTree.Node> nodes, String above, List<String> labels) {
        for (TraceTree.Node node : nodes) {
            labels.add(above + node.label());
            labels(node.children(), above + node.label() + " > ", labels);
        }
    }
}
