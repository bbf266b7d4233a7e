package dev.maestro.runtime.models.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.train.Checkpoint;
import dev.maestro.runtime.models.call.CallSettings;
import dev.maestro.runtime.models.call.GuardedCalls;
import dev.maestro.runtime.models.triton.FakeTriton;
import dev.maestro.runtime.models.triton.TritonClient;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BucketModelPublisherTest {

    private final List<String> written = new ArrayList<>();
    private final AtomicInteger opened = new AtomicInteger();
    private final TritonClient client =
            new TritonClient(new GuardedCalls(CallSettings.DEFAULT, Instant::now, duration -> {}, new Random(7)));
    private FakeTriton triton;

    @BeforeEach
    void start() throws IOException {
        triton = new FakeTriton(false);
    }

    @AfterEach
    void stop() {
        client.close();
        triton.close();
    }

    private BucketModelPublisher publisher(BucketModelPublisher.Destination destination) {
        return new BucketModelPublisher(
                () -> {
                    opened.incrementAndGet();
                    return destination;
                },
                client,
                triton.address().target());
    }

    @Test
    void writesTheLayoutOfTritonAndThenHasItLoaded() throws IOException {
        BucketModelPublisher publisher =
                publisher((path, bytes) -> written.add(path + (triton.loaded().isEmpty() ? "" : " too late")));

        publisher.publish(Checkpoint.untrained("pair-scoring", 1));

        assertThat(written).containsExactlyInAnyOrder("pair-scoring/config.pbtxt", "pair-scoring/1/model.onnx");
        assertThat(triton.loaded()).containsExactly("pair-scoring");
    }

    @Test
    void opensItsBucketOnceAndNotBeforeItIsNeeded() throws IOException {
        BucketModelPublisher publisher = publisher((path, bytes) -> {});
        assertThat(opened).hasValue(0);

        publisher.publish("m", 1, new byte[1], "");
        publisher.publish("m", 2, new byte[1], "");

        assertThat(opened).hasValue(1);
        assertThat(publisher.isEnabled()).isTrue();
    }

    @Test
    void loadsNothingThatCouldNotBeWrittenAndSaysWhichSettingToLookAt() {
        BucketModelPublisher publisher = publisher((path, bytes) -> {
            throw new IOException("Access to the bucket models was denied (AccessDenied).");
        });

        assertThatThrownBy(() -> publisher.publish("pair-scoring", 7, new byte[1], ""))
                .isInstanceOf(IOException.class)
                .hasMessage("Version 7 of pair-scoring could not be written to the model repository, which"
                        + " maestro.model-server.repository-bucket names. Access to the bucket models was denied"
                        + " (AccessDenied).");
        assertThat(triton.loaded()).isEmpty();
    }
}
