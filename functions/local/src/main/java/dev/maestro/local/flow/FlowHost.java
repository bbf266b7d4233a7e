package dev.maestro.local.flow;

import dev.maestro.broker.EmbeddedBroker;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.registry.RegistryLoader;
import dev.maestro.core.train.PairScoringOnnx;
import dev.maestro.local.experts.EmbeddedExperts;
import dev.maestro.local.modelserver.EmbeddedModelServer;
import dev.maestro.local.modelserver.ModelServerSettings;
import dev.maestro.runtime.registry.StoredRegistries;
import dev.maestro.runtime.store.FileObjectStore;
import dev.maestro.train.TrainConfig;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.smallrye.config.SmallRyeConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command's body over a flow: attached to one that runs on the same home, or hosted here, with an embedded
 * broker, an embedded model server and all functions in this process.
 */
public final class FlowHost {

    /** After Ctrl-C; what was not finished then is finished at the next start. */
    private static final Duration LONGEST_STOP = Duration.ofMillis(1200);

    private static final String DEFAULT_POLICY = "maestro.task.policy";

    private FlowHost() {}

    /** What a command does with a flow. */
    @FunctionalInterface
    public interface Body {

        /** Gives the exit code. */
        int run(FlowSession session) throws Exception;
    }

    /**
     * Runs the body.
     *
     * @throws Home.HomeException when the home, or a port, cannot be used
     */
    public static int run(HostOptions options, Body body) throws Exception {
        options.home().create();
        Optional<RunFile> running = RunFile.find(options.home());
        if (running.isPresent()) {
            if (!options.mayAttach()) {
                throw new Home.HomeException("A flow already runs on "
                        + options.home().path() + " (process " + running.get().pid() + ", "
                        + running.get().http() + "). Stop it, or choose another --home.");
            }
            ObjectStore objects = FileObjectStore.open(options.home().objects());
            return body.run(
                    new FlowSession(options.home(), running.get(), false, objects, new StoredRegistries(objects)));
        }
        return host(options, body);
    }

    private static int host(HostOptions options, Body body) throws Exception {
        Home home = options.home();
        try (FileChannel channel =
                FileChannel.open(home.lockFile(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            lock(channel, home);
            int httpPort = port(options.httpPort(), options.listen(), "--port");
            checkPort(options.kafkaPort(), "--kafka-port");
            checkPort(options.modelsPort(), "--models-port");
            try (EmbeddedBroker broker = EmbeddedBroker.start(home.broker(), options.kafkaPort());
                    EmbeddedModelServer models = startModels(options)) {
                RunFile address = new RunFile(
                        ProcessHandle.current().pid(),
                        "http://" + options.listen() + ":" + httpPort,
                        broker.bootstrapServers(),
                        models.target(),
                        null);
                configure(home, address, options.listen(), httpPort);
                ObjectStore objects = FileObjectStore.open(home.objects());
                StoredRegistries registries = new StoredRegistries(objects);
                registries.publishShipped(RegistryLoader.embedded());
                ShippedCalibration.publish(objects);
                preferTrained(objects);
                Shutdown.within(LONGEST_STOP, () -> RunFile.remove(home));
                return runQuarkus(home, new FlowSession(home, address, true, objects, registries), body);
            } finally {
                RunFile.remove(home);
            }
        }
    }

    private static EmbeddedModelServer startModels(HostOptions options) throws IOException {
        Home home = options.home();
        PolicyModel.provide(home.models(), FileObjectStore.open(home.objects()));
        return EmbeddedModelServer.start(
                ModelServerSettings.onPort(options.modelsPort()).withRepository(home.models()),
                EmbeddedExperts.all(home.natives()));
    }

    /** Held until the channel is closed, or the process ends. */
    private static void lock(FileChannel channel, Home home) throws IOException {
        boolean free;
        try {
            free = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            free = false; // held by this very process
        }
        if (free) {
            return;
        }
        throw new Home.HomeException("Another maestro is starting or stopping on " + home.path()
                + ". Try again in a moment, or choose another --home.");
    }

    private static void checkPort(int wanted, String option) {
        if (wanted != 0) {
            port(wanted, "127.0.0.1", option);
        }
    }

    private static int port(int wanted, String listen, String option) {
        try (ServerSocket socket = new ServerSocket(wanted, 1, InetAddress.getByName(listen))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new Home.HomeException("Port " + wanted + " on " + listen + " cannot be used (" + e.getMessage()
                    + "). Choose another with " + option + ", or stop what uses it.");
        }
    }

    private static void configure(Home home, RunFile address, String listen, int httpPort) {
        System.setProperty("kafka.bootstrap.servers", address.kafka());
        System.setProperty("maestro.model-server.target", address.models());
        System.setProperty("maestro.objects.path", home.objects().toString());
        // This home has its objects in its folder, whatever the environment says for functions elsewhere.
        System.setProperty("maestro.objects.bucket", "");
        System.setProperty("maestro.home", home.path().toString());
        System.setProperty("maestro.model-server.repository", home.models().toString());
        System.setProperty("maestro.model-server.home", home.path().toString());
        System.setProperty("maestro.telemetry.directory", home.traces().toString());
        System.setProperty("quarkus.http.host", listen);
        System.setProperty("quarkus.http.port", Integer.toString(httpPort));
        System.setProperty(
                "quarkus.log.file.path", home.logs().resolve("maestro.log").toString());
    }

    /** A request that names no policy is decided by the trained one, when there is one and nobody wished otherwise. */
    private static void preferTrained(ObjectStore objects) throws IOException {
        if (System.getenv("MAESTRO_TASK_POLICY") != null || System.getProperty(DEFAULT_POLICY) != null) {
            return;
        }
        try {
            if (PolicyModel.trained(objects).isPresent()) {
                System.setProperty(DEFAULT_POLICY, PairScoringOnnx.MODEL);
            }
        } catch (TerminalException e) {
            System.err.println("maestro: " + e.getMessage() + ". Requests that name no policy go to the router.");
        }
    }

    private static int runQuarkus(Home home, FlowSession session, Body body) throws Exception {
        HostedApplication.Hosted hosted = new HostedApplication.Hosted(home, session, body);
        HostedApplication.hosted = hosted;
        AtomicInteger exitCode = new AtomicInteger();
        Quarkus.run(HostedApplication.class, (code, failure) -> {
            exitCode.set(code);
            hosted.fail(failure);
        });
        hosted.rethrow();
        return exitCode.get();
    }

    /** Runs the body once all functions are up. */
    public static final class HostedApplication implements QuarkusApplication {

        private static volatile @Nullable Hosted hosted;

        @Override
        public int run(String... arguments) {
            Hosted current = hosted;
            if (current == null) {
                throw new IllegalStateException("nothing is hosted");
            }
            LogErrors.toOneLine();
            return current.run();
        }

        /** One command over one hosted flow. */
        private static final class Hosted {

            private final Home home;
            private final FlowSession session;
            private final Body body;
            private volatile @Nullable Throwable failure;

            Hosted(Home home, FlowSession session, Body body) {
                this.home = home;
                this.session = session;
                this.body = body;
            }

            int run() {
                try {
                    session.address().with(learner()).write(home);
                    return body.run(session);
                } catch (Exception e) {
                    fail(e);
                    return 1;
                }
            }

            private static RunFile.Learner learner() {
                TrainConfig config =
                        ConfigProvider.getConfig().unwrap(SmallRyeConfig.class).getConfigMapping(TrainConfig.class);
                return new RunFile.Learner(config.batchGroups(), config.groupSize(), config.learningRate());
            }

            void fail(@Nullable Throwable thrown) {
                if (thrown != null && failure == null) {
                    failure = thrown;
                }
            }

            void rethrow() throws Exception {
                Throwable thrown = failure;
                if (thrown instanceof Exception exception) {
                    throw exception;
                }
                if (thrown != null) {
                    throw new IllegalStateException(thrown);
                }
            }
        }
    }
}
