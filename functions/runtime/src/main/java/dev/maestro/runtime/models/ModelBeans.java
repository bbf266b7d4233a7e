package dev.maestro.runtime.models;

import dev.maestro.core.decide.generative.TextModel;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.call.LocalSecrets;
import dev.maestro.runtime.models.call.Pause;
import dev.maestro.runtime.models.call.SecretResolver;
import dev.maestro.runtime.models.http.HttpOnDemand;
import dev.maestro.runtime.models.mcp.McpExperts;
import dev.maestro.runtime.models.openai.OpenAiClient;
import dev.maestro.runtime.models.openai.OpenAiExperts;
import dev.maestro.runtime.models.openai.OpenAiTexts;
import dev.maestro.runtime.models.publish.BucketModelPublisher;
import dev.maestro.runtime.models.publish.FolderModelPublisher;
import dev.maestro.runtime.models.publish.ModelPublisher;
import dev.maestro.runtime.models.publish.NoModelPublisher;
import dev.maestro.runtime.models.triton.ClientCertificate;
import dev.maestro.runtime.models.triton.ModelImages;
import dev.maestro.runtime.models.triton.ModelServerConfig;
import dev.maestro.runtime.models.triton.ModelTextEncoder;
import dev.maestro.runtime.models.triton.TritonClient;
import dev.maestro.runtime.models.triton.TritonExperts;
import dev.maestro.runtime.models.triton.TritonTexts;
import dev.maestro.runtime.store.Bucket;
import dev.maestro.runtime.store.BucketFiles;
import dev.maestro.runtime.store.ObjectsConfig;
import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Random;

/** Makes the ports that models serve. A function that wants others declares its own beans of these types. */
@Singleton
public final class ModelBeans {

    private final ModelServerConfig config;
    private final InstantSource clock = InstantSource.system();

    ModelBeans(ModelServerConfig config) {
        this.config = config;
    }

    private String toolsTarget() {
        return config.toolsTarget().orElse(config.target());
    }

    @Produces
    @Singleton
    @DefaultBean
    GuardedCalls guardedCalls() {
        CallSettings settings = new CallSettings(
                config.maxAttempts(),
                config.firstBackoff(),
                config.maxBackoff(),
                config.breakerFailures(),
                config.breakerOpen());
        return new GuardedCalls(settings, clock, Pause.SLEEP, new Random());
    }

    @Produces
    @Singleton
    @DefaultBean
    TritonClient tritonClient(GuardedCalls calls) {
        return new TritonClient(calls, ClientCertificate.of(config.tls()));
    }

    @Produces
    @Singleton
    @DefaultBean
    ModelPublisher modelPublisher(TritonClient client, ObjectsConfig objects) {
        if (config.repository().isPresent()) {
            return new FolderModelPublisher(config.repository().get(), client, config.target());
        }
        return config.repositoryBucket()
                .filter(name -> !name.isBlank())
                .map(name -> Bucket.beside(objects, name, config.repositoryPrefix()))
                .<ModelPublisher>map(
                        bucket -> new BucketModelPublisher(() -> BucketFiles.of(bucket)::put, client, config.target()))
                .orElseGet(NoModelPublisher::new);
    }

    void close(@Disposes TritonClient client) {
        client.close();
    }

    @Produces
    @Singleton
    @DefaultBean
    SecretResolver secrets() {
        return new LocalSecrets(System::getenv, config.home());
    }

    @Produces
    @Singleton
    @DefaultBean
    OpenAiClient openAiClient(GuardedCalls calls, SecretResolver secrets) {
        return new OpenAiClient(new HttpOnDemand(), calls, secrets);
    }

    @Produces
    @Singleton
    @DefaultBean
    Experts experts(TritonClient client, OpenAiClient openAi, SecretResolver secrets, McpExperts mcp) {
        Experts routed = new RoutedExperts(
                new TritonExperts(client, config.target(), toolsTarget(), secrets), new OpenAiExperts(openAi), mcp);
        return new CachedExperts(routed, config.cachedReplies(), config.cachedRepliesFor(), clock);
    }

    @Produces
    @Singleton
    @DefaultBean
    TextModel policyTexts(
            TritonClient client, OpenAiClient openAi, SecretResolver secrets, Instance<ObjectStore> objects) {
        return new PolicyTexts(
                new TritonTexts(client, config.target(), secrets), new OpenAiTexts(openAi), objects::get, clock);
    }

    @Produces
    @Singleton
    @DefaultBean
    Images images(TritonClient client) {
        return new ModelImages(client, toolsTarget(), config.maxConcurrentPictures(), config.toolTimeout());
    }

    @Produces
    @Singleton
    @DefaultBean
    TextEncoder textEncoder(TritonClient client) {
        return new ModelTextEncoder(client, toolsTarget(), config.toolTimeout(), config.cachedVectors(), clock);
    }

    @Produces
    @Singleton
    @DefaultBean
    PictureStatistics pictureStatistics(Instance<ObjectStore> objects, Images images) {
        return new StoredPictureStatistics(objects.get(), images, config.toolTimeout(), config.cachedVectors(), clock);
    }
}
