package dev.maestro.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;

/** What a bucket that fails, hesitates or contradicts itself does to the store. */
@Timeout(60)
class S3TroubleTest {

    private static final byte[] ENTRY = {1, 2, 3};

    private TroubledS3 server;

    @BeforeEach
    void start() throws IOException {
        server = TroubledS3.start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void writesAgainAfterAnErrorOfTheServer() throws IOException {
        S3ObjectStore store = open(Duration.ofSeconds(20));
        server.answerPutsWith(503, 500, 200);

        assertThat(store.putIfAbsent("journal/e1", ENTRY)).isTrue();
        assertThat(server.puts()).isEqualTo(3);
    }

    @Test
    void sendsTheConditionAndAChecksumWithEachTry() throws IOException {
        S3ObjectStore store = open(Duration.ofSeconds(20));
        server.answerPutsWith(503, 200);

        store.putIfAbsent("journal/e1", ENTRY);

        assertThat(server.putHeaders("If-None-Match")).containsExactly("*", "*");
        assertThat(server.putHeaders("x-amz-checksum-crc32c")).containsExactly("8TDyHg==", "8TDyHg==");
    }

    @Test
    void hasLostWhenAnotherWriterWasFirst() throws IOException {
        S3ObjectStore store = open(Duration.ofSeconds(20));
        server.answerPutsWith(412);
        server.isWrittenBy("somebody else");

        assertThat(store.putIfAbsent("journal/e1", ENTRY)).isFalse();
    }

    @Test
    void hasWonWhenItsOwnLostTryWasFirst() throws IOException {
        S3ObjectStore store = open(Duration.ofSeconds(20));
        server.answerPutsWith(500, 412);
        server.keepsWhatItFails();

        assertThat(store.putIfAbsent("journal/e1", ENTRY)).isTrue();
    }

    @Test
    void asksAgainWhileAnotherWriterIsAtIt() throws IOException {
        S3ObjectStore store = open(Duration.ofSeconds(20));
        server.answerPutsWith(409, 409, 412);
        server.isWrittenBy("somebody else");

        assertThat(store.putIfAbsent("journal/e1", ENTRY)).isFalse();
        assertThat(server.puts()).isEqualTo(3);
    }

    @Test
    void givesUpOnAWriterThatNeverEnds() throws IOException {
        S3ObjectStore store = open(Duration.ofSeconds(2));
        server.answerPutsWith(409);

        assertThatThrownBy(() -> store.putIfAbsent("journal/e1", ENTRY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("tried again by itself");
    }

    @Test
    void doesNotWaitForeverForAnAnswer() throws IOException {
        S3ObjectStore store = open(Duration.ofSeconds(2));
        server.answerPutsWith(TroubledS3.SILENCE);

        assertThatThrownBy(() -> store.put("episodes/e1", ENTRY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("did not answer within 2000 ms")
                .hasMessageContaining("maestro.objects.timeout");
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void saysThatTheBucketIsElsewhere() {
        server.answerListsWith(301);

        assertThatThrownBy(() -> open(Duration.ofSeconds(20)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("in another region (eu-west-1)")
                .hasMessageContaining("maestro.objects.region");
    }

    @Test
    void saysThatNothingListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Bucket nobody = bucket(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(20));

        assertThatThrownBy(() -> S3ObjectStore.open(nobody, S3Server.KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("maestro.objects.endpoint");
    }

    @Test
    void saysThatThereAreNoCredentials() {
        AwsCredentialsProvider none = () -> {
            throw SdkClientException.create("Unable to load credentials from any of the providers in the chain");
        };

        assertThatThrownBy(() -> S3ObjectStore.open(bucket(server.address(), Duration.ofSeconds(20)), none))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There are no credentials")
                .hasMessageContaining("Pod Identity");
    }

    private S3ObjectStore open(Duration timeout) throws IOException {
        return S3ObjectStore.open(bucket(server.address(), timeout), S3Server.KEY);
    }

    private static Bucket bucket(URI address, Duration timeout) {
        return new Bucket("maestro-test", "", "eu-central-1", address, timeout);
    }
}
