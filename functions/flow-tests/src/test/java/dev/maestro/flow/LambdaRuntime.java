package dev.maestro.flow;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * AWS Lambda in small: unpacks a {@code function.zip}, starts it as a process with AWS's own runtime client for Java, and
 * serves the Lambda Runtime API (2018-06-01) that this client asks for invocations.
 */
final class LambdaRuntime implements AutoCloseable {

    /** What Quarkus needs on a JDK 25 that is not started with its own jar; the same goes into the function's settings. */
    private static final String JAVA_TOOL_OPTIONS = "--add-opens=java.base/java.lang=ALL-UNNAMED"
            + " --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow";

    private static final String API = "/2018-06-01/runtime/";
    private static final String HANDLER = "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest";

    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> running = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer api;
    private final Process process;
    private final Path log;
    private int invocations;

    private record Invocation(String id, String event, CompletableFuture<Reply> reply) {}

    /**
     * What came of an invocation.
     *
     * @param error whether the function failed; the body then has errorType and errorMessage
     */
    record Reply(boolean error, String body) {}

    /**
     * Starts a function.
     *
     * @param settings as {@code key=value}
     */
    LambdaRuntime(Path zip, Path folder, List<String> settings) throws IOException {
        Path root = unpacked(zip, folder.resolve("task"));
        this.log = folder.resolve("lambda.log");
        this.api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(threads);
        api.createContext(API, this::serve);
        api.start();
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx200m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of(
                "-cp",
                Stream.of(AWSLambda.class, Context.class, PojoSerializer.class)
                        .map(LambdaRuntime::jar)
                        .collect(Collectors.joining(":")),
                AWSLambda.class.getName(),
                HANDLER));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "JAVA_TOOL_OPTIONS", JAVA_TOOL_OPTIONS,
                        "AWS_LAMBDA_RUNTIME_API",
                                "127.0.0.1:" + api.getAddress().getPort(),
                        "LAMBDA_TASK_ROOT", root.toString(),
                        "_HANDLER", HANDLER,
                        "AWS_REGION", "eu-central-1",
                        "AWS_LAMBDA_FUNCTION_NAME", "decide",
                        "AWS_LAMBDA_FUNCTION_VERSION", "1",
                        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512",
                        "AWS_LAMBDA_LOG_GROUP_NAME", "decide",
                        "AWS_LAMBDA_LOG_STREAM_NAME", "1"));
        this.process = builder.start();
    }

    private static String jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path unpacked(Path zip, Path root) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = root.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && file.startsWith(root)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(entries, file);
                }
            }
        }
        return root;
    }

    /** Invokes the function and waits for its reply. */
    Reply invoke(String event) throws Exception {
        Invocation invocation = new Invocation("r-" + ++invocations, event, new CompletableFuture<>());
        waiting.add(invocation);
        CompletableFuture<Reply> ended = process.onExit().thenApply(over -> {
            throw new IllegalStateException("the function's process ended: " + log());
        });
        try {
            return (Reply) CompletableFuture.anyOf(invocation.reply(), ended).get(90, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("no reply: " + log(), e);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath().substring(API.length());
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (path.equals("invocation/next")) {
                next(exchange);
                return;
            }
            String[] parts = path.split("/", -1);
            Invocation invocation = parts.length == 3 ? running.remove(parts[1]) : null;
            if (invocation != null) {
                invocation
                        .reply()
                        .complete(new Reply(parts[2].equals("error"), new String(body, StandardCharsets.UTF_8)));
            }
            exchange.sendResponseHeaders(202, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Invocation invocation = waiting.take();
        running.put(invocation.id(), invocation);
        exchange.getResponseHeaders().add("Content-Type", "application/json"); // without it the client crashes
        exchange.getResponseHeaders().add("Lambda-Runtime-Aws-Request-Id", invocation.id());
        exchange.getResponseHeaders()
                .add(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(Instant.now().plusSeconds(60).toEpochMilli()));
        exchange.getResponseHeaders()
                .add("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-central-1:123456789012:function:decide");
        byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, event.length);
        exchange.getResponseBody().write(event);
    }

    /** What the function wrote. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return "(no log: " + e.getMessage() + ")";
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        api.stop(0);
        threads.shutdownNow();
    }
}
