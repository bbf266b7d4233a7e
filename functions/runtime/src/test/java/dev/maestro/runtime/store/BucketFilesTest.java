package dev.maestro.runtime.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class BucketFilesTest {

    private static S3Server server;

    @BeforeAll
    static void start() throws IOException {
        server = S3Server.start();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void writesUnderThePathThatOthersMountAndOverWhatWasThere() throws IOException {
        Bucket bucket = server.freshBucket();
        BucketFiles files = BucketFiles.of(bucket, S3Server.KEY);

        files.put("pair-scoring/config.pbtxt", "old".getBytes(UTF_8));
        files.put("pair-scoring/config.pbtxt", "new".getBytes(UTF_8));

        try (S3Client client = server.client()) {
            assertThat(client.getObjectAsBytes(request ->
                                    request.bucket(bucket.name()).key(bucket.prefix() + "/pair-scoring/config.pbtxt"))
                            .asUtf8String())
                    .isEqualTo("new");
        }
    }

    @Test
    void saysWhichBucketIsNotThere() {
        BucketFiles files = BucketFiles.of(server.bucket("no-such-bucket", ""), S3Server.KEY);

        assertThatThrownBy(() -> files.put("m/1/model.onnx", new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no bucket no-such-bucket");
    }
}
