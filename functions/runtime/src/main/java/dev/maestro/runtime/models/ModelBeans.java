package dev.maestro.runtime.models;

import dev.maestro.core.decide.generative.TextModel;
import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Images;
import dev.maestro.core.observe.PictureStatistics;
import dev.maestro.core.observe.TextEncoder;
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
