package dev.maestro.runtime.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.testkit.ObjectStoreContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The contract, and what S3 adds, against S3Proxy: signatures, conditional writes, keys and checksums are real. */
class S3ObjectStoreTest extends ObjectStoreContract {

    private static S3Server server;
    private Bucket bucket;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @BeforeEach
    void fresh() {
        bucket = server.freshBucket();
    }

    @Override
    protected ObjectStore store() throws IOException {
        return S3ObjectStore.open(bucket, S3Server.KEY);
    }

    @Test
    void givesLargeContentBackAsItWas() throws IOException {
        ObjectStore store = store();
        byte[] picture = new byte[6_000_000];
        new Random(7).nextBytes(picture);

        String digest = store.putContent(picture);

        assertThat(store.get(digest))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(picture));
    }

    @Test
    void isSeenByAnotherProcessUnderTheSameKeys() throws IOException {
        store().putIfAbsent("journal/e1/0", bytes("an entry"));
        String digest = store().putContent(bytes("abc"));

        try (S3Client client = server.client()) {
            assertThat(client.listObjectsV2(
                                    request -> request.bucket(bucket.name()).prefix(bucket.prefix()))
                            .contents())
                    .extracting(S3Object::key)
                    .containsExactlyInAnyOrder(
                            bucket.prefix() + "/named/journal/e1/0!",
                            bucket.prefix() + "/objects/ba/" + digest.substring("sha256:".length()));
        }
    }

    @Test
    void takesANameThatS3CouldNotTakeAsAKey() throws IOException {
        ObjectStore store = store();
        String name = "hops/" + "e".repeat(1_000);

        boolean first = store.putIfAbsent(name, bytes("first"));
        boolean second = store.putIfAbsent(name, bytes("second"));

        assertThat(bucket.namedKey(name)).hasSizeLessThanOrEqualTo(1024);
        assertThat(first).isTrue();
        assertThat(second).isFalse();
        assertThat(store.get(name)).contains(bytes("first"));
        assertThat(store.get("hops/" + "e".repeat(999))).isEmpty();
    }

    @Test
    void saysWhenSomebodyWroteOverContent() throws IOException {
        ObjectStore store = store();
        String digest = store.putContent(bytes("what was asked"));
        String key = bucket.contentKey(digest);
        try (S3Client client = server.client()) {
            client.putObject(
                    request -> request.bucket(bucket.name()).key(key), RequestBody.fromString("something else"));
        }

        assertThatThrownBy(() -> store.get(digest))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(key)
                .hasMessageContaining("wrote over it");
    }

    @Test
    void saysThatThereIsNoSuchBucket() {
        Bucket missing = server.bucket("no-such-bucket", "");

        assertThatThrownBy(() -> S3ObjectStore.open(missing, S3Server.KEY))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no bucket no-such-bucket at http://127.0.0.1")
                .hasMessageContaining("maestro.objects.bucket");
    }

    @Test
    void saysThatAccessWasDeniedAndWhatIsNeeded() {
        assertThatThrownBy(() -> S3ObjectStore.open(bucket, S3Server.key("a-key", "another secret")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("SignatureDoesNotMatch")
                .hasMessageContaining("s3:ListBucket")
                .hasMessageNotContaining("another secret");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
