package dev.maestro.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A real Kafka broker (KRaft, one node) inside this JVM, on loopback. A start on the directory of an earlier one finds
 * its data again. Kafka ends the process when its disk fails while it runs; this class says so in the log first.
 */
public final class EmbeddedBroker implements AutoCloseable {

    private static final long NEEDED_BYTES = 64L * 1024 * 1024;
    private static final int NODE_ID = 1;

    /** Brokers that serve: only their failure ends the process, not that of one which starts or stops. */
    private static final AtomicInteger RUNNING = new AtomicInteger();

    private static final ThreadLocal<Boolean> STARTING = ThreadLocal.withInitial(() -> false);
    private static final int ATTEMPTS = 5;

    private final KafkaRaftServer server;
    private final DirectoryLock lock;
    private final int port;

    private EmbeddedBroker(KafkaRaftServer server, DirectoryLock lock, int port) {
        this.server = server;
        this.lock = lock;
        this.port = port;
    }

    /**
     * Starts a broker and waits until it serves.
     *
     * @param dataDir its data; made when absent
     * @param port to listen on, 0 for a free one
     * @throws BrokerException when the port is taken, the directory cannot be used, or the disk is full
     */
    public static EmbeddedBroker start(Path dataDir, int port) {
        return start(dataDir, port, EmbeddedBroker::freePort);
    }

    /** A free port may be taken by somebody else before the broker binds it: then it starts again with others. */
    static EmbeddedBroker start(Path dataDir, int port, IntSupplier freePorts) {
        Path directory = dataDir.toAbsolutePath().normalize();
        checkDirectory(directory);
        DirectoryLock lock = DirectoryLock.take(directory);
        try {
            return start(directory, port, freePorts, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    private static EmbeddedBroker start(Path directory, int port, IntSupplier freePorts, DirectoryLock lock) {
        for (int attempt = 1; ; attempt++) {
            int brokerPort = port == 0 ? freePorts.getAsInt() : checkedPort(port);
            int controllerPort = freePorts.getAsInt();
            while (controllerPort == brokerPort) {
                controllerPort = freePorts.getAsInt();
            }
            try {
                return new EmbeddedBroker(serve(directory, brokerPort, controllerPort), lock, brokerPort);
            } catch (BrokerException e) {
                boolean unlucky = isTaken(controllerPort) || (port == 0 && isTaken(brokerPort));
                if (!unlucky || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static KafkaRaftServer serve(Path directory, int brokerPort, int controllerPort) {
        Map<String, Object> settings = BrokerSettings.of(directory, brokerPort, controllerPort);
        Logger log = System.getLogger(EmbeddedBroker.class.getName());
        Exit.setExitProcedure((status, message) -> stopped(log, directory, status, message));
        Exit.setHaltProcedure((status, message) -> stopped(log, directory, status, message));
        format(directory);
        STARTING.set(true);
        try {
            KafkaRaftServer server;
            try {
                server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
            } catch (RuntimeException e) {
                throw failure(directory, brokerPort, e);
            }
            try {
                server.startup();
            } catch (RuntimeException e) {
                server.shutdown();
                throw failure(directory, brokerPort, e);
            }
            RUNNING.incrementAndGet();
            return server;
        } finally {
            STARTING.remove();
        }
    }

    /** Where clients connect, such as {@code 127.0.0.1:9092}. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** The port it listens on. */
    public int port() {
        return port;
    }

    /** Stops the broker and waits for it; its data stay. */
    @Override
    public void close() {
        RUNNING.decrementAndGet();
        server.shutdown();
        server.awaitShutdown();
        lock.close();
    }

    private static void checkDirectory(Path directory) {
        try {
            Files.createDirectories(directory);
            Path probe = Files.createTempFile(directory, "probe", ".tmp");
            Files.delete(probe);
            long usable = Files.getFileStore(directory).getUsableSpace();
            if (usable < NEEDED_BYTES) {
                throw new BrokerException("The disk of " + directory + " is full: " + usable / 1024 / 1024
                        + " MB are left, the broker needs " + NEEDED_BYTES / 1024 / 1024
                        + " MB. Free some space or choose another directory.");
            }
        } catch (IOException e) {
            throw new BrokerException(
                    "The broker cannot write to " + directory + " (" + e.getMessage()
                            + "). Make it a directory that this user may write to, or choose another one.",
                    e);
        }
    }

    private static void format(Path directory) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try (PrintStream silent = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setPrintStream(silent)
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(NODE_ID)
                    .setReleaseVersion(MetadataVersion.latestProduction())
                    .setControllerListenerName("CONTROLLER")
                    .setMetadataLogDirectory(directory.toString())
                    .addDirectory(directory.toString())
                    .run();
        } catch (Exception e) {
            throw new BrokerException(
                    "The broker cannot set up its data in " + directory + ": " + e.getMessage()
                            + ". Empty the directory or choose another one.",
                    e);
        }
    }

    private static int checkedPort(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return port;
        } catch (IOException e) {
            throw new BrokerException(
                    "Port " + port + " on 127.0.0.1 is in use. Stop the program that has it, or choose another port.",
                    e);
        }
    }

    private static boolean isTaken(int port) {
        try {
            checkedPort(port);
            return false;
        } catch (BrokerException taken) {
            return true;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new BrokerException("There is no free port on 127.0.0.1: " + e.getMessage(), e);
        }
    }

    private static BrokerException failure(Path directory, int port, RuntimeException cause) {
        StringBuilder causes = new StringBuilder();
        for (Throwable at = cause; at != null; at = at.getCause()) {
            causes.append(causes.isEmpty() ? "" : ": ").append(at.getMessage());
        }
        String text = causes.toString();
        if (text.contains("lock")) {
            return new BrokerException(
                    "Another broker uses " + directory + ". Stop it, or choose another directory.", cause);
        }
        if (text.contains("bind")) {
            return new BrokerException(
                    "Port " + port + " on 127.0.0.1 is in use. Stop the program that has it, or choose another port.",
                    cause);
        }
        return new BrokerException("The broker did not start on " + directory + ": " + text, cause);
    }

    /** What Kafka calls in the place of ending the process; a start that failed ends nothing but itself. */
    private static void stopped(Logger log, Path directory, int status, String message) {
        if (STARTING.get()) {
            throw new BrokerException("The broker in " + directory + " did not start: " + message);
        }
        String words = "The broker cannot go on" + (message == null ? "" : " (" + message + ")")
                + ". Most likely its disk is full or failed: check the space of " + directory
                + ", then start again; what was committed is kept.";
        log.log(Level.ERROR, words);
        if (RUNNING.get() == 0) {
            throw new BrokerException("The broker in " + directory + " stopped: " + message);
        }
        System.err.println("maestro: " + words); // the log may be on that disk
        Runtime.getRuntime().halt(status == 0 ? 1 : status);
    }
}
