package dev.maestro.local.calibrate;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.runtime.models.RoutedExperts;
import dev.maestro.runtime.models.StoredPictureStatistics;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.LocalSecrets;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.mcp.McpExperts;
import dev.maestro.runtime.models.openai.OpenAiExperts;
import dev.maestro.runtime.models.triton.ModelImages;
import dev.maestro.runtime.models.triton.ModelTextEncoder;
import dev.maestro.runtime.models.triton.TritonClient;
import dev.maestro.runtime.models.triton.TritonExperts;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;

/**
 * The ports that models serve, for a command that calls them without the flow.
 *
 * @param experts wherever they are served
 * @param images picture work
 * @param encoder of questions
 * @param statistics of stored pictures
 * @param client to close
 */
public record ModelPorts(
        Experts experts, Images images, TextEncoder encoder, PictureStatistics statistics, TritonClient client)
        implements AutoCloseable {

    /** The most that one call may take. */
    public static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int CACHED = 1024;

    /**
     * Connects.
     *
     * @param target {@code host:port} of the model server
     * @param home whose secrets are used
     * @param objects where pictures are
     */
    public static ModelPorts connect(String target, Path home, ObjectStore objects) {
        InstantSource clock = InstantSource.system();
        GuardedCalls calls = new GuardedCalls(CallSettings.DEFAULT, clock, Pause.SLEEP, new Random());
        TritonClient client = new TritonClient(calls);
        LocalSecrets secrets = new LocalSecrets(System::getenv, home);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(5))
                .build();
        Images images = new ModelImages(client, target, Runtime.getRuntime().availableProcessors(), PATIENCE);
        return new ModelPorts(
                new RoutedExperts(
                        new TritonExperts(client, target, secrets),
                        new OpenAiExperts(http, calls, secrets),
                        McpExperts.over(http, calls, secrets)),
                images,
                new ModelTextEncoder(client, target, PATIENCE, CACHED, clock),
                new StoredPictureStatistics(objects, images, PATIENCE, CACHED, clock),
                client);
    }

    @Override
    public void close() {
        client.close();
    }
}
