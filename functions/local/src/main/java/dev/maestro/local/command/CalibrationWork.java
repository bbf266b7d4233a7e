package dev.maestro.local.command;

import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.local.calibrate.Calibration;
import dev.maestro.local.calibrate.ModelPorts;
import dev.maestro.local.flow.FlowSession;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A calibration that runs on many tasks, some at a time, and shows how far it is. */
final class CalibrationWork implements AutoCloseable {

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

    /** Results in the order of the tasks; throws what the first of them threw. */
    <T> List<T> each(OneTask<T> one) throws Exception {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            int index = i;
            futures.add(executor.submit(() -> {
                T result = one.run(calibration, index);
                progress.step();
                return result;
            }));
        }
        List<T> results = new ArrayList<>();
        try {
            for (Future<T> future : futures) {
                results.add(future.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception exception ? exception : e;
        }
        return results;
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
