package dev.maestro.runtime.telemetry;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The trace of an episode as a tree for people: the question, the hops before the first step, a node a step with its
 * hops and calls, the hops after the last. Spans name their causes as parents, so each hop is a child of the one before;
 * here hops of the same step stand side by side, which is shorter to read.
 *
 * @param episodeId which
 * @param traceIds the traces that its spans belong to; more than one when a hop was not told of the trace
 * @param nodes in the order of time
 */
public record TraceTree(String episodeId, List<String> traceIds, List<Node> nodes) {

    /**
     * A line of the tree.
     *
     * @param label what stands on it
     * @param span what it shows; null for a step, which only groups
     * @param children below it, in the order of time
     */
    public record Node(String label, @Nullable StoredSpan span, List<Node> children) {

        public Node {
            children = List.copyOf(children);
        }

        private long start() {
            return span == null ? children.getFirst().start() : span.startNanos();
        }
    }

    public TraceTree {
        traceIds = List.copyOf(traceIds);
        nodes = List.copyOf(nodes);
    }

    /**
     * The tree of an episode.
     *
     * @return empty when nothing is kept of it
     */
    public static Optional<TraceTree> of(String episodeId, SpanStore store) throws IOException {
        return of(episodeId, store.spansOf(episodeId));
    }

    /** The tree of an episode from the files that processes wrote into a folder. */
    public static Optional<TraceTree> of(String episodeId, Path directory) throws IOException {
        return of(episodeId, SpanFiles.read(directory, episodeId));
    }

    static Optional<TraceTree> of(String episodeId, List<StoredSpan> spans) {
        if (spans.isEmpty()) {
            return Optional.empty();
        }
        List<StoredSpan> hops = spans.stream()
                .filter(span ->
                        !span.name().equals(TraceKeys.CALL) && !span.name().equals(TraceKeys.EXPERT))
                .sorted(Comparator.comparingLong(StoredSpan::startNanos))
                .toList();
        List<Node> nodes = new ArrayList<>();
        Map<Integer, List<Node>> steps = new TreeMap<>();
        for (StoredSpan hop : hops) {
            Node node = new Node(hop.name(), hop, calls(hop, spans));
            String step = hop.attribute(TraceKeys.STEP_INDEX);
            if (step.isEmpty()) {
                nodes.add(node);
            } else {
                steps.computeIfAbsent(Integer.valueOf(step), index -> new ArrayList<>())
                        .add(node);
            }
        }
        steps.forEach((index, children) -> nodes.add(new Node("step " + index, null, children)));
        nodes.sort(Comparator.comparingLong(Node::start));
        List<String> traceIds =
                hops.stream().map(StoredSpan::traceId).distinct().toList();
        return Optional.of(new TraceTree(episodeId, traceIds, nodes));
    }

    private static List<Node> calls(StoredSpan hop, List<StoredSpan> spans) {
        return spans.stream()
                .filter(span ->
                        span.name().equals(TraceKeys.CALL) && hop.spanId().equals(span.parentSpanId()))
                .sorted(Comparator.comparingLong(StoredSpan::startNanos)
                        .thenComparing(span -> span.attribute(TraceKeys.CALL_INDEX)))
                .map(span -> new Node(
                        "call " + span.attribute(TraceKeys.EXPERT_ID) + "/" + span.attribute(TraceKeys.SKILL_ID),
                        span,
                        experts(span, spans)))
                .toList();
    }

    private static List<Node> experts(StoredSpan call, List<StoredSpan> spans) {
        return spans.stream()
                .filter(span ->
                        span.name().equals(TraceKeys.EXPERT) && call.spanId().equals(span.parentSpanId()))
                .sorted(Comparator.comparingLong(StoredSpan::startNanos))
                .map(span -> new Node(
                        span.attribute(TraceKeys.ROLE) + " " + span.attribute(TraceKeys.EXPERT_ID), span, List.of()))
                .toList();
    }

    /** The tree as lines for a terminal. */
    public String render() {
        StringBuilder out = new StringBuilder();
        out.append("episode ").append(episodeId).append("  trace ").append(String.join(", ", traceIds));
        out.append('\n');
        render(nodes, "", out);
        return out.toString();
    }

    private static void render(List<Node> nodes, String indent, StringBuilder out) {
        for (int i = 0; i < nodes.size(); i++) {
            boolean last = i == nodes.size() - 1;
            Node node = nodes.get(i);
            String left = indent + (last ? "└─ " : "├─ ") + node.label();
            out.append(String.format(Locale.ROOT, "%-44s", left));
            if (node.span() != null) {
                out.append(details(node.span()));
            }
            while (out.charAt(out.length() - 1) == ' ') {
                out.setLength(out.length() - 1);
            }
            out.append('\n');
            render(node.children(), indent + (last ? "   " : "│  "), out);
        }
    }

    private static String details(StoredSpan span) {
        StringBuilder out = new StringBuilder(String.format(Locale.ROOT, "%9.1f ms", span.millis()));
        for (String name : List.of(
                TraceKeys.ACTION,
                TraceKeys.OUTCOME,
                TraceKeys.END,
                TraceKeys.REWARD,
                TraceKeys.POLICY,
                TraceKeys.ERROR)) {
            if (!span.attribute(name).isEmpty()) {
                out.append("  ").append(span.attribute(name));
            }
        }
        String cost = span.attribute(TraceKeys.COST_MICRO_USD);
        if (!cost.isEmpty()) {
            out.append(String.format(Locale.ROOT, "  %.1f micro-USD", Double.parseDouble(cost)));
        }
        if (span.failed()) {
            out.append("  failed");
        }
        return out.toString();
    }
}
