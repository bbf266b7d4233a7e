package dev.maestro.local.command.calibrate;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.local.calibrate.Calibration;
import dev.maestro.local.calibrate.CallTally;
import dev.maestro.local.calibrate.ModelPorts;
import dev.maestro.local.command.terminal.Progress;
import dev.maestro.local.command.terminal.UserException;
import dev.maestro.local.flow.FlowSession;
import dev.maestro.schema.wire.Outcome;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A calibration that runs on many tasks, some at a time, and shows how far it is. */
final class CalibrationWork implements AutoCloseable {

    private static final int TRIES = 3;

    private final int tasks;
    private final ModelPorts ports;
    private final Progress progress;
    private final ExecutorService executor;
    private final Calibration calibration;

    private CalibrationWork(FlowSession session, RegistrySnapshot registry, int tasks, int workers, ModelPorts ports) {
        this.tasks = tasks;
        this.ports = ports;
        this.progress = Progress.start("tasks", tasks);
        this.executor = Executors.newFixedThreadPool(workers);
        this.calibration = new Calibration(
                registry,
                ports.experts(),
                ports.images(),
                session.objects(),
                ports.encoder(),
                ports.statistics(),
                InstantSource.system());
    }

    /**
     * Connects to the models of a flow.
     *
     * @param workers tasks at a time
     */
    static CalibrationWork open(FlowSession session, RegistrySnapshot registry, int tasks, int workers) {
        ModelPorts ports =
                ModelPorts.connect(session.address().models(), session.home().path(), session.objects());
        return new CalibrationWork(session, registry, tasks, workers, ports);
    }

    /** What is done with the task of an index. */
    interface OneTask<T> {
        T run(Calibration calibration, int index) throws Exception;
    }

    /**
     * Results in the order of the tasks. A task whose models do not answer is tried again, and left out with a message
     * when that does not help; any other failure ends the work.
     */
    <T> List<T> each(OneTask<T> one) throws Exception {
        List<Future<Optional<T>>> futures = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            int index = i;
            futures.add(executor.submit(() -> {
                Optional<T> result = tried(() -> one.run(calibration, index), index + 1);
                progress.step();
                return result;
            }));
        }
        List<T> results = new ArrayList<>();
        try {
            for (Future<Optional<T>> future : futures) {
                future.get().ifPresent(results::add);
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception exception ? exception : e;
        }
        if (results.isEmpty() && tasks > 0) {
            throw new UserException(
                    "No task could be run: the models did not answer. ./maestro doctor says what is missing.");
        }
        return results;
    }

    /** Empty when the models did not answer in any of the tries. */
    static <T> Optional<T> tried(Callable<T> work, int number) throws Exception {
        @Nullable Outcome outcome = null;
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                return Optional.of(work.call());
            } catch (ExpertException e) {
                outcome = e.outcome();
            }
        }
        System.err.printf("Task %d was left out after %d tries: %s.%n", number, TRIES, outcome);
        return Optional.empty();
    }

    /** The expert calls so far. */
    CallTally tally() {
        return calibration.tally();
    }

    /** Says on one line what the calls so far took, and what was spared. */
    static String told(CallTally tally, int tasks) {
        CallTally.Calls total = tally.total();
        double each = Math.max(1, tasks);
        StringBuilder dearest = new StringBuilder();
        tally.byExpert().entrySet().stream()
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().madeMillis()))
                .limit(3)
                .forEach(entry -> dearest.append(String.format(
                        Locale.ROOT,
                        ", %s %.2f s",
                        entry.getKey(),
                        entry.getValue().madeMillis() / 1000 / each)));
        return String.format(
                Locale.ROOT,
                "Expert calls of a task: %.1f made, %.1f spared (the same was asked before); CPU %.2f s, %.2f s spared%s.",
                total.made() / each,
                total.spared() / each,
                total.madeMillis() / 1000 / each,
                total.sparedMillis() / 1000 / each,
                dearest);
    }

    /** Waits for the tasks that still run. */
    @Override
    public void close() {
        try (ports;
                progress) {
            executor.close();
        }
    }
}
