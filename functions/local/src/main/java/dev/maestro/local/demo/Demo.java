package dev.maestro.local.demo;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.statistics.Interval;
import dev.maestro.core.statistics.Wilson;
import dev.maestro.lab.tasks.GeneratedTask;
import dev.maestro.lab.tasks.draw.Picture;
import dev.maestro.local.command.terminal.Progress;
import dev.maestro.local.flow.FlowClient;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.event.RewardAssigned;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Settings;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Answers generated tasks through a flow, under one policy after another. */
public final class Demo {

    /** A task that brought no reward in this time is counted as lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final FlowClient client;
    private final ObjectStore objects;
    private final String run;
    private final int inFlight;

    /**
     * Makes one.
     *
     * @param client submits
     * @param objects where the images go
     * @param run makes the task ids of this run its own
     * @param inFlight tasks at a time
     */
    public Demo(FlowClient client, ObjectStore objects, String run, int inFlight) {
        this.client = client;
        this.objects = objects;
        this.run = run;
        this.inFlight = inFlight;
    }

    /** Answers all tasks under one policy. */
    public List<TaskResult> answer(List<GeneratedTask> tasks, String policy, Purpose purpose)
            throws InterruptedException {
        try (Progress progress = Progress.start(policy, tasks.size());
                ExecutorService executor = Executors.newFixedThreadPool(inFlight)) {
            List<Callable<TaskResult>> work = new ArrayList<>();
            for (GeneratedTask task : tasks) {
                work.add(() -> {
                    TaskResult result = answer(task, policy, purpose);
                    progress.step();
                    return result;
                });
            }
            List<TaskResult> results = new ArrayList<>();
            for (Future<TaskResult> future : executor.invokeAll(work)) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException runtime
                    ? runtime
                    : new IllegalStateException("a task could not be submitted", e.getCause());
        }
    }

    private TaskResult answer(GeneratedTask task, String policy, Purpose purpose)
            throws InterruptedException, IOException {
        String taskId = run + "-" + policy + "-" + task.id();
        Settings settings = new Settings(policy, null, 1, null, null, List.of(), List.of(), null);
        List<ImageInput> images = new ArrayList<>();
        for (Picture picture : task.images()) {
            images.add(new ImageInput(objects.putContent(picture.png()), null));
        }
        long start = System.nanoTime();
        CompletableFuture<RewardAssigned> future = client.submit(new TaskSubmitted(
                        taskId,
                        "default",
                        purpose,
                        task.question(),
                        images,
                        task.choices(),
                        task.reference(),
                        settings,
                        Instant.now()))
                .getFirst();
        RewardAssigned reward = await(future);
        return new TaskResult(taskId, task.family(), task.condition(), reward, (System.nanoTime() - start) / 1e6);
    }

    private static @Nullable RewardAssigned await(CompletableFuture<RewardAssigned> future)
            throws InterruptedException {
        try {
            return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException | CancellationException e) {
            return null;
        }
    }

    /** The report of one policy's results, with those of the simple routers beside it. */
    public static DemoReport report(
            String policy, List<TaskResult> results, Map<String, List<TaskResult>> baselines, int duplicated) {
        int correct = (int) results.stream().filter(TaskResult::isCorrect).count();
        Map<String, List<TaskResult>> families = new TreeMap<>();
        results.forEach(result -> families.computeIfAbsent(result.family(), key -> new ArrayList<>())
                .add(result));
        return new DemoReport(
                results.size(),
                count(results, EpisodeEnd.Answered.class),
                correct,
                accuracy(results),
                interval(results),
                (int) results.stream().filter(result -> result.reward() == null).count(),
                duplicated,
                count(results, EpisodeEnd.Exhausted.class),
                count(results, EpisodeEnd.Broken.class),
                policy,
                mean(results, TaskResult::costMicroUsd),
                mean(results, TaskResult::cpuMillis),
                latency(results),
                families.entrySet().stream()
                        .map(entry -> family(entry.getKey(), entry.getValue()))
                        .toList(),
                baselines.entrySet().stream()
                        .map(entry -> baseline(entry.getKey(), entry.getValue()))
                        .toList());
    }

    private static int count(List<TaskResult> results, Class<? extends EpisodeEnd> end) {
        return (int) results.stream()
                .map(TaskResult::reward)
                .filter(reward -> reward != null && end.isInstance(reward.end()))
                .count();
    }

    private static DemoReport.Family family(String family, List<TaskResult> results) {
        return new DemoReport.Family(
                family,
                results.size(),
                accuracy(results),
                interval(results),
                mean(results, TaskResult::costMicroUsd),
                mean(results, TaskResult::cpuMillis),
                latency(results));
    }

    private static DemoReport.Baseline baseline(String name, List<TaskResult> results) {
        return new DemoReport.Baseline(
                name,
                accuracy(results),
                interval(results),
                mean(results, TaskResult::costMicroUsd),
                mean(results, TaskResult::cpuMillis),
                latency(results));
    }

    private static double accuracy(List<TaskResult> results) {
        return mean(results, result -> result.isCorrect() ? 1 : 0);
    }

    private static List<Double> interval(List<TaskResult> results) {
        int correct = (int) results.stream().filter(TaskResult::isCorrect).count();
        Interval interval = Wilson.interval(correct, results.size());
        return List.of(interval.low(), interval.high());
    }

    private static double mean(List<TaskResult> results, ToDoubleFunction<TaskResult> value) {
        return results.stream().mapToDouble(value).average().orElse(0);
    }

    private static DemoReport.Latency latency(List<TaskResult> results) {
        double[] sorted =
                results.stream().mapToDouble(TaskResult::latencyMillis).sorted().toArray();
        return new DemoReport.Latency(percentile(sorted, 0.5), percentile(sorted, 0.95));
    }

    private static double percentile(double[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
