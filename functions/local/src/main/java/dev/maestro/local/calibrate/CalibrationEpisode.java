package dev.maestro.local.calibrate;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.Transitions;
import dev.maestro.core.invoke.CallRunner;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.invoke.Invoke;
import dev.maestro.core.invoke.catalogue.SkillProcedures;
import dev.maestro.core.observe.History;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.reward.Scorer;
import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.core.task.ImageHeader;
import dev.maestro.core.train.LoggedTask.LoggedRun;
import dev.maestro.schema.event.SkillInvoked;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One calibration task, with its images stored and its picture work remembered: runs single pairs on it. */
final class CalibrationEpisode {

    private static final Budget BUDGET = new Budget(4, 64, 10_000_000, 1e9, 600_000);

    private final CalibrationItem item;
    private final RegistrySnapshot registry;
    private final PictureStatistics statistics;
    private final EpisodeState state;
    private final Invoke invoke;
    private final Scorer scorer;

    CalibrationEpisode(
            CalibrationItem item,
            RegistrySnapshot registry,
            Experts experts,
            Images images,
            ObjectStore objects,
            PictureStatistics statistics,
            InstantSource clock)
            throws IOException {
        this.item = item;
        this.registry = registry;
        this.statistics = statistics;
        this.scorer = Scorer.of(item.reference().metric());
        List<ImageRef> stored = new ArrayList<>();
        for (byte[] image : item.images()) {
            ImageHeader header = ImageHeader.of(image, AdmissionLimits.DEFAULT);
            stored.add(new ImageRef(
                    objects.putContent(image), header.mediaType(), header.width(), header.height(), image.length));
        }
        Task task = new Task(
                item.id(), "calibration", Purpose.CALIBRATE, item.question(), stored, item.choices(), true, Map.of());
        this.state = new EpisodeState(
                "calibration-" + item.id(),
                0,
                0,
                task,
                registry.digest(),
                "calibration",
                "1",
                BUDGET,
                0,
                List.of(),
                List.of(),
                0,
                clock.instant(),
                clock.instant().plusMillis(BUDGET.maxMillis()),
                Usage.NONE,
                List.of(),
                Map.of());
        this.invoke = new Invoke(
                new CallRunner(experts, new RememberingImages(images), objects, SkillProcedures.all(), clock),
                (episode, call, run) -> run.get());
    }

    /** Of the first image; zeros for a task without one. */
    double[] statistics() {
        return state.task().images().isEmpty()
                ? new double[PictureStatistics.DIMENSIONS]
                : statistics.of(state.task().images().getFirst().digest());
    }

    /** What came of a call, as an outcome log keeps it. */
    LoggedRun logged(Invocation invocation) {
        String text = invocation.outcome() instanceof Outcome.Answered answered ? answered.text() : "";
        return new LoggedRun(
                scorer.score(History.normalised(text), item.reference(), item.choices()),
                invocation.usage().cpuMillis(),
                invocation.usage().costMicroUsd(),
                text);
    }

    /** Runs a pair as first hop. */
    Invocation first(Pair pair) {
        return run(Transitions.decided(state, decision(pair)));
    }

    /** Runs a pair on evidence that an earlier hop brought. */
    Invocation second(Pair pair, String evidence) {
        Decision earlier = decision(pair);
        Invocation seen = new Invocation(
                ((Action.Invoke) earlier.action()).calls().getFirst(), new Outcome.Answered(evidence), 0, Usage.NONE);
        EpisodeState after = Transitions.invoked(Transitions.decided(state, earlier), List.of(seen));
        return run(Transitions.decided(after, decision(pair)));
    }

    private Decision decision(Pair pair) {
        Call call = new Call(0, pair.expert().id(), pair.skill().id(), item.question());
        return Decision.certain(new Action.Invoke(List.of(call)), "calibration", "1");
    }

    private Invocation run(EpisodeState waiting) {
        SkillInvoked event = (SkillInvoked) invoke.run(waiting, registry, registry);
        return event.state().steps().getLast().invocations().getFirst();
    }
}
