package dev.maestro.runtime.telemetry;

import dev.maestro.core.invoke.ExpertCallRecord;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.runtime.HopListener;
import dev.maestro.schema.event.ActionDecided;
import dev.maestro.schema.event.AnswerChunk;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeEvent;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.EvaluationEvent;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.FeedbackSubmitted;
import dev.maestro.schema.event.PolicyEvent;
import dev.maestro.schema.event.RegistryChanged;
import dev.maestro.schema.event.RegistryExtended;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.event.Stage;
import dev.maestro.schema.event.TaskReference;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Invocation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span for each hop and each call of an episode. The parent of a hop is the hop that made its event, named by the
 * event's {@code traceparent}; the first is a child of the request. Rollouts after the first begin a trace of their own
 * that links to the request, so that one trace is one episode.
 */
public final class HopTelemetry implements HopListener {

    private final Tracer tracer;
    private final FlowMetrics metrics;
    private final Clock clock;

    /**
     * Makes one.
     *
     * @param tracer makes the spans
     * @param metrics counts beside them
     * @param clock for the times of calls
     */
    public HopTelemetry(Tracer tracer, FlowMetrics metrics, Clock clock) {
        this.tracer = tracer;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public Hop started(Stage stage, Event event, @Nullable String traceparent) {
        SpanBuilder builder = tracer.spanBuilder(stage.word())
                .setSpanKind(SpanKind.CONSUMER)
                .setParent(TraceParents.parse(traceparent))
                .setAttribute(TraceKeys.EPISODE_ID, episodeId(event))
                .setAttribute(TraceKeys.STAGE, stage.word());
        if (event instanceof EpisodeEvent episode && (stage == Stage.DECIDE || stage == Stage.INVOKE)) {
            builder.setAttribute(TraceKeys.STEP_INDEX, (long) stepIndex(stage, episode.state()));
        }
        metrics.hopStarted(stage);
        return new SpanOfHop(stage, builder.startSpan(), clock.instant());
    }

    @Override
    public void deadLettered(Stage stage, String code, @Nullable Event ending) {
        metrics.deadLettered(stage, code);
        if (ending instanceof EpisodeEnded ended) {
            metrics.ended(ended);
        }
    }

    /** The step that a hop works on: {@code decide} makes the next, {@code invoke} fills the last. */
    private static int stepIndex(Stage stage, EpisodeState state) {
        return stage == Stage.DECIDE ? state.steps().size() : state.lastStepIndex();
    }

    private static String episodeId(Event event) {
        return switch (event) {
            case EpisodeEvent episode -> episode.state().episodeId();
            case TaskSubmitted submitted -> EpisodeIds.episodeId(submitted.taskId(), 0);
            case TaskReference reference -> EpisodeIds.episodeId(reference.taskId(), 0);
            case FeedbackSubmitted feedback -> feedback.episodeId();
            case PolicyEvent policy -> policy.eventId();
            case RegistryExtended extended -> extended.eventId();
            case RegistryChanged changed -> changed.eventId();
            case EvaluationEvent evaluation -> evaluation.eventId();
            case AnswerChunk chunk -> chunk.episodeId();
        };
    }

    /** One run of a function, with its span current on the thread. */
    private final class SpanOfHop implements Hop {

        private final Stage stage;
        private final Span span;
        private final Instant start;
        private final Scope scope;
        private final Map<String, String> traceparents = new HashMap<>();
        private boolean hasOutput;

        @SuppressWarnings("MustBeClosedChecker") // closed by ended(), which the adapter calls whatever happens
        SpanOfHop(Stage stage, Span span, Instant start) {
            this.stage = stage;
            this.span = span;
            this.start = start;
            this.scope = span.makeCurrent();
        }

        @Override
        public @Nullable String traceparent() {
            return TraceParents.format(span);
        }

        @Override
        public @Nullable String traceparent(Event following) {
            if (following instanceof EpisodeStarted started && started.state().rollout() > 0) {
                return traceparents.computeIfAbsent(started.state().episodeId(), id -> ownTrace(started.state()));
            }
            return traceparent();
        }

        private String ownTrace(EpisodeState state) {
            Span root = tracer.spanBuilder("rollout " + state.rollout())
                    .setNoParent()
                    .addLink(span.getSpanContext())
                    .setAttribute(TraceKeys.EPISODE_ID, state.episodeId())
                    .startSpan();
            root.end();
            return TraceParents.format(root);
        }

        @Override
        public void produced(Event event) {
            hasOutput = true;
            switch (event) {
                case ActionDecided decided -> decided(decided.state());
                case SkillInvoked invoked -> invoked(invoked.state());
                case EpisodeEnded ended -> ended(ended);
                case RewardAssigned rewarded -> {
                    span.setAttribute(TraceKeys.REWARD, rewarded.reward().status());
                    metrics.rewarded(rewarded);
                }
                case EpisodeStarted ignored -> {}
                case TaskSubmitted ignored -> {}
                case TaskReference ignored -> {}
                case FeedbackSubmitted ignored -> {}
                case PolicyEvent ignored -> {}
                case RegistryExtended ignored -> {}
                case RegistryChanged ignored -> {}
                case EvaluationEvent ignored -> {}
                case AnswerChunk ignored -> {}
            }
        }

        private void decided(EpisodeState state) {
            Decision decision = state.steps().getLast().decision();
            span.setAttribute(TraceKeys.ACTION, Words.of(decision.action()));
            span.setAttribute(TraceKeys.POLICY, decision.policyId() + " " + decision.policyVersion());
            span.setAttribute(TraceKeys.LATENCY_MILLIS, decision.latencyMillis());
            span.setAttribute(TraceKeys.COST_MICRO_USD, decision.usage().costMicroUsd());
            metrics.decided(decision);
        }

        private void invoked(EpisodeState state) {
            if (state.steps().isEmpty()) {
                return;
            }
            for (Invocation invocation : state.steps().getLast().invocations()) {
                call(state, invocation);
                metrics.called(invocation);
            }
        }

        /** Calls of a step run at the same time, so each is told from the start of the hop. */
        private void call(EpisodeState state, Invocation invocation) {
            String outcome = invocation.outcome().word();
            Span call = tracer.spanBuilder(TraceKeys.CALL)
                    .setParent(Context.root().with(span))
                    .setStartTimestamp(start)
                    .setAttribute(TraceKeys.EPISODE_ID, state.episodeId())
                    .setAttribute(TraceKeys.STEP_INDEX, (long) state.lastStepIndex())
                    .setAttribute(TraceKeys.STAGE, stage.word())
                    .setAttribute(TraceKeys.CALL_INDEX, (long) invocation.call().callIndex())
                    .setAttribute(TraceKeys.EXPERT_ID, invocation.call().expertId())
                    .setAttribute(TraceKeys.SKILL_ID, invocation.call().skillId())
                    .setAttribute(TraceKeys.OUTCOME, outcome)
                    .setAttribute(TraceKeys.LATENCY_MILLIS, invocation.latencyMillis())
                    .setAttribute(TraceKeys.COST_MICRO_USD, invocation.usage().costMicroUsd())
                    .startSpan();
            if (outcome.equals("failed") || outcome.equals("timed-out")) {
                call.setStatus(StatusCode.ERROR);
            }
            ExpertCallRecord.of(invocation).forEach(each -> expert(state, call, each));
            call.end(start.plusNanos((long) (invocation.latencyMillis() * 1e6)));
        }

        /** One expert inside of the call. */
        private void expert(EpisodeState state, Span call, ExpertCallRecord made) {
            Instant began = start.plusNanos((long) (made.startMillis() * 1e6));
            Span expert = tracer.spanBuilder(TraceKeys.EXPERT)
                    .setParent(Context.root().with(call))
                    .setStartTimestamp(began)
                    .setAttribute(TraceKeys.EPISODE_ID, state.episodeId())
                    .setAttribute(TraceKeys.STEP_INDEX, (long) state.lastStepIndex())
                    .setAttribute(TraceKeys.STAGE, stage.word())
                    .setAttribute(TraceKeys.EXPERT_ID, made.expertId())
                    .setAttribute(TraceKeys.CAPABILITY, made.capability())
                    .setAttribute(TraceKeys.ROLE, made.role())
                    .setAttribute(TraceKeys.OUTCOME, made.outcome())
                    .setAttribute(TraceKeys.LATENCY_MILLIS, made.latencyMillis())
                    .setAttribute(TraceKeys.COST_MICRO_USD, made.costMicroUsd())
                    .startSpan();
            if (made.outcome().equals("failed") || made.outcome().equals("timed-out")) {
                expert.setStatus(StatusCode.ERROR);
            }
            expert.end(began.plusNanos((long) (made.latencyMillis() * 1e6)));
        }

        private void ended(EpisodeEnded ended) {
            span.setAttribute(TraceKeys.END, Words.of(ended.end()));
            if (stage == Stage.DECIDE
                    && !ended.state().steps().isEmpty()
                    && ended.state().steps().getLast().invocations().isEmpty()) {
                decided(ended.state());
            }
            metrics.ended(ended);
        }

        @Override
        public void ended(@Nullable Throwable failure) {
            scope.close();
            if (failure != null) {
                span.setStatus(StatusCode.ERROR);
                span.setAttribute(TraceKeys.ERROR, Words.of(failure));
            }
            span.end();
            metrics.hopEnded(stage, start, clock.instant(), failure != null, hasOutput);
        }
    }
}
