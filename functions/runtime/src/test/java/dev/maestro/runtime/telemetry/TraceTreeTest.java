package dev.maestro.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.runtime.HopListener.Hop;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Stage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TraceTreeTest {

    @TempDir
    Path directory;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final List<SdkTracerProvider> providers = new ArrayList<>();

    @AfterEach
    void close() {
        providers.forEach(SdkTracerProvider::close);
    }

    @Test
    @Tag("C46")
    @Tag("C44")
    void groupsTheHopsAndCallsOfATwoStepEpisodeByStep() throws Exception {
        TracedEpisode.Site only = process(directory);

        TracedEpisode.run(only, only, only);

        TraceTree tree = TraceTree.of(TracedEpisode.ID, only.store()).orElseThrow();
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
        TracedEpisode.Site gateway = process(directory);
        TracedEpisode.Site decide = process(directory);
        TracedEpisode.Site invoke = process(directory);

        TracedEpisode.run(gateway, decide, invoke);

        decide.store().forceFlush().join(30, TimeUnit.SECONDS);
        invoke.store().forceFlush().join(30, TimeUnit.SECONDS);
        List<StoredSpan> hops = gateway.store().spansOf(TracedEpisode.ID).stream()
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
        TracedEpisode.Site only = process(directory);

        TracedEpisode.run(only, only, only);

        StoredSpan call = only.store().spansOf(TracedEpisode.ID).stream()
                .filter(span ->
                        span.name().equals("call") && span.attribute("expertId").equals("reader"))
                .findFirst()
                .orElseThrow();
        assertThat(call.attributes())
                .containsEntry("episodeId", TracedEpisode.ID)
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
        TracedEpisode.Site only = process(directory);

        TracedEpisode.run(only, only, only);

        StoredSpan spare = only.store().spansOf(TracedEpisode.ID).stream()
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
        TracedEpisode.Site only = process(directory);

        TracedEpisode.run(only, only, only);

        String text = TraceTree.of(TracedEpisode.ID, only.store()).orElseThrow().render();
        assertThat(text)
                .startsWith("episode " + TracedEpisode.ID + "  trace ")
                .contains("├─ question", "├─ step 0", "│  ├─ decide", "│  └─ invoke", "│     └─ call reader/read")
                .contains("12.5 ms  answered  3.0 micro-USD", "└─ reward", "unscored");
    }

    @Test
    void givesEachFurtherRolloutATraceOfItsOwn() {
        TracedEpisode.Site only = process(null);
        Hop hop = only.telemetry().started(Stage.TASK, TracedEpisode.submitted(), null);

        String first = String.valueOf(hop.traceparent(new EpisodeStarted(TracedEpisode.state(0, List.of()))));
        String second = String.valueOf(hop.traceparent(new EpisodeStarted(TracedEpisode.state(1, List.of()))));
        hop.ended(null);

        assertThat(first).isEqualTo(hop.traceparent());
        assertThat(second.substring(3, 35)).isNotEqualTo(first.substring(3, 35));
        assertThat(hop.traceparent(new EpisodeStarted(TracedEpisode.state(1, List.of()))))
                .isEqualTo(second);
    }

    @Test
    void passesOverALineThatAKillCutOff() throws Exception {
        TracedEpisode.Site only = process(directory);
        TracedEpisode.run(only, only, only);
        only.store().forceFlush().join(30, TimeUnit.SECONDS);
        only.store().shutdown();
        Path file;
        try (var files = Files.list(directory)) {
            file = files.findFirst().orElseThrow();
        }
        Files.writeString(file, "{\"traceId\":\"" + TracedEpisode.ID, StandardOpenOption.APPEND);

        TraceTree tree = TraceTree.of(TracedEpisode.ID, directory).orElseThrow();

        assertThat(shape(tree)).contains("question", "reward");
    }

    @Test
    void knowsNothingOfAnEpisodeThatNeverWas() throws IOException {
        assertThat(TraceTree.of(TracedEpisode.ID, directory)).isEmpty();
    }

    @Test
    void countsEpisodesStepsCallsAndCost() throws Exception {
        TracedEpisode.Site only = process(null);

        TracedEpisode.run(only, only, only);

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

    private TracedEpisode.Site process(Path folder) {
        SpanStore store = new SpanStore(folder);
        SdkTracerProvider provider =
                SdkTracerProvider.builder().addSpanProcessor(store).build();
        providers.add(provider);
        Tracer tracer = provider.get("test");
        return new TracedEpisode.Site(
                store, tracer, new HopTelemetry(tracer, new FlowMetrics(meters), Clock.systemUTC()));
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
