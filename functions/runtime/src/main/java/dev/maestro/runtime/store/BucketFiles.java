package dev.maestro.runtime.store;

import java.io.IOException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Files of a bucket under their paths, as others see them who mount it. A file appears whole. Thread-safe. */
public final class BucketFiles {

    private final Bucket bucket;
    private final S3Client client;
    private final S3Failures failures;

    BucketFiles(Bucket bucket, S3Client client) {
        this.bucket = bucket;
        this.client = client;
        this.failures = new S3Failures(bucket);
    }

    /** Of a bucket, with credentials as for {@link S3ObjectStore#open}; nothing is asked of it yet. */
    public static BucketFiles of(Bucket bucket) {
        return of(bucket, DefaultCredentialsProvider.builder().build());
    }

    static BucketFiles of(Bucket bucket, AwsCredentialsProvider credentials) {
        return new BucketFiles(bucket, S3ObjectStore.client(bucket, credentials));
    }

    /**
     * Writes a file, over the one that was there.
     *
     * @param path below the bucket's prefix
     * @throws IOException when it is not there afterwards; the message says what to do
     */
    public void put(String path, byte[] bytes) throws IOException {
        write(bucket.under(path), bytes);
    }

    void write(String key, byte[] bytes) throws IOException {
        try {
            client.putObject(
                    request -> request.bucket(bucket.name()).key(key).checksumCRC32C(S3ObjectStore.checksum(bytes)),
                    RequestBody.fromBytes(bytes));
        } catch (SdkException e) {
            throw failures.explained(e);
        }
    }
}
