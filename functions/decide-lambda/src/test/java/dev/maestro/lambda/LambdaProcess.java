package dev.maestro.lambda;

import io.quarkus.amazon.lambda.runtime.MockEventServer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** function.zip in a process of its own under AWS's runtime client, and Quarkus' event server as the service. */
final class LambdaProcess implements AutoCloseable {

    private static final Path ZIP = Path.of("target", "function.zip");

    private final HttpClient http = HttpClient.newHttpClient();
    private final MockEventServer service;
    private final Process process;
    private final Path log;

    private LambdaProcess(MockEventServer service, Process process, Path log) {
        this.service = service;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param settings as {@code key=value}
     */
    static LambdaProcess start(Path folder, List<String> settings) throws IOException {
        Path task = unzip(folder.resolve("task"));
        MockEventServer service = new LambdaService();
        service.start(0);
        String runtime = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> entry.contains("aws-lambda-java-"))
                .reduce("", (all, entry) -> all + File.pathSeparator + entry);
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"));
        settings.forEach(setting -> command.add("-D" + setting));
        command.addAll(List.of(
                "-cp",
                task + File.pathSeparator + task.resolve("lib") + File.separator + "*" + runtime,
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                "io.quarkus.funqy.lambda.FunqyStreamHandler::handleRequest"));
        Path log = folder.resolve("lambda.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", "127.0.0.1:" + service.getPort() + "/_lambda_");
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "decide");
        builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "1");
        builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "256");
        builder.environment().put("LAMBDA_TASK_ROOT", task.toString());
        builder.environment().put("AWS_REGION", "eu-central-1");
        return new LambdaProcess(service, builder.start(), log);
    }

    private static Path unzip(Path folder) throws IOException {
        if (!Files.exists(ZIP)) {
            throw new IllegalStateException(ZIP + " is missing: package this module first (mvn package)");
        }
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(ZIP))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = folder.resolve(entry.getName()).normalize();
                if (!entry.isDirectory() && file.startsWith(folder)) {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        return folder;
    }

    /** Invokes the function with an event and waits for its reply. */
    HttpResponse<String> invoke(String event) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.getPort() + "/_lambda_"))
                .timeout(Duration.ofSeconds(90))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** What it wrote. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            boolean ended = process.waitFor(10, TimeUnit.SECONDS);
            if (!ended) {
                throw new IllegalStateException("the function's process does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
        service.close();
    }
}
