package dev.maestro.runtime.store;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.Digest;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.CRC32C;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * The object store as a bucket of S3.
 *
 * <pre>
 * objects/ab/abcdef...            content, checked against its digest when read
 * named/journal/e1/0/invoke/0/0!  a name
 * </pre>
 *
 * <p>Put-if-absent is a put with {@code If-None-Match: *}, which S3 decides atomically. Each write carries a mark of its
 * own, since a try whose reply was lost may have written: a later try then finds the name taken, by itself. Checksums go
 * along and are compared by the server when it writes and by the client when it reads. Thread-safe.
 */
public final class S3ObjectStore implements ObjectStore {

    private static final String WRITER = "writer";
    private static final int TAKEN = 412;
    private static final int CONTENDED = 409;
    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(3);
    private static final long PAUSE_MILLIS = 20;

    /** Some fail at once, on a kept connection that the server closed; time is what bounds them. */
    private static final int MOST_TRIES = 5;

    private final Bucket bucket;
    private final S3Client client;
    private final BucketFiles files;
    private final S3Failures failures;

    private S3ObjectStore(Bucket bucket, S3Client client) {
        this.bucket = bucket;
        this.client = client;
        this.files = new BucketFiles(bucket, client);
        this.failures = new S3Failures(bucket);
    }

    /**
     * Opens a store, with credentials from where Amazon's clients look for them: environment, profile, role of the pod or
     * machine.
     *
     * @throws IOException when the bucket cannot be reached or listed; the message says what to do
     */
    public static S3ObjectStore open(Bucket bucket) throws IOException {
        return open(bucket, DefaultCredentialsProvider.builder().build());
    }

    static S3ObjectStore open(Bucket bucket, AwsCredentialsProvider credentials) throws IOException {
        try {
            S3ObjectStore store = new S3ObjectStore(bucket, client(bucket, credentials));
            store.client.listObjectsV2(request ->
                    request.bucket(bucket.name()).prefix(bucket.prefix()).maxKeys(1));
            return store;
        } catch (SdkException e) {
            throw new S3Failures(bucket).explained(e);
        }
    }

    static S3Client client(Bucket bucket, AwsCredentialsProvider credentials) {
        Duration connect = bucket.timeout().compareTo(LONGEST_CONNECT) < 0 ? bucket.timeout() : LONGEST_CONNECT;
        S3ClientBuilder builder = S3Client.builder()
                .httpClient(new JdkHttp(connect, bucket.timeout()))
                .credentialsProvider(credentials)
                .overrideConfiguration(settings -> settings.apiCallTimeout(bucket.timeout())
                        .retryStrategy(AwsRetryStrategy.standardRetryStrategy().toBuilder()
                                .maxAttempts(MOST_TRIES)
                                .build()));
        String region = bucket.region();
        URI endpoint = bucket.endpoint();
        if (endpoint != null) {
            builder.endpointOverride(endpoint).forcePathStyle(true).region(Region.US_EAST_1);
        }
        if (region != null) {
            builder.region(Region.of(region));
        }
        return builder.build();
    }

    @Override
    public String putContent(byte[] bytes) throws IOException {
        String digest = Digest.of(bytes);
        create(bucket.contentKey(digest), bytes);
        return digest;
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
        return create(bucket.namedKey(name), bytes);
    }

    @Override
    public void put(String name, byte[] bytes) throws IOException {
        files.write(bucket.namedKey(name), bytes);
    }

    @Override
    public Optional<byte[]> get(String name) throws IOException {
        boolean isContent = name.startsWith(Digest.PREFIX);
        Optional<byte[]> found = read(isContent ? bucket.contentKey(name) : bucket.namedKey(name));
        if (isContent && found.isPresent() && !Digest.of(found.get()).equals(name)) {
            throw new IOException("The object " + bucket.contentKey(name) + " of " + bucket + " is not what its name"
                    + " says: somebody wrote over it. Restore its first version, or delete it.");
        }
        return found;
    }

    private Optional<byte[]> read(String key) throws IOException {
        try {
            return Optional.of(client.getObjectAsBytes(
                            request -> request.bucket(bucket.name()).key(key))
                    .asByteArrayUnsafe());
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        } catch (SdkException e) {
            throw failures.explained(e);
        }
    }

    /**
     * Writes what must not be there yet.
     *
     * @return true when this call wrote it
     */
    private boolean create(String key, byte[] bytes) throws IOException {
        String writer = UUID.randomUUID().toString();
        PutObjectRequest request = PutObjectRequest.builder()
                .bucket(bucket.name())
                .key(key)
                .ifNoneMatch("*")
                .checksumCRC32C(checksum(bytes))
                .metadata(Map.of(WRITER, writer))
                .build();
        long until = System.nanoTime() + bucket.timeout().toNanos();
        while (true) {
            try {
                client.putObject(request, RequestBody.fromBytes(bytes));
                return true;
            } catch (S3Exception e) {
                if (e.statusCode() == TAKEN) {
                    return isWrittenBy(writer, key);
                }
                // Somebody else is writing that key this moment: whether it will be there is not known yet.
                if (e.statusCode() != CONTENDED || System.nanoTime() > until) {
                    throw failures.explained(e);
                }
                LockSupport.parkNanos(
                        Duration.ofMillis(ThreadLocalRandom.current().nextLong(PAUSE_MILLIS, 5 * PAUSE_MILLIS))
                                .toNanos());
            } catch (SdkException e) {
                throw failures.explained(e);
            }
        }
    }

    /** In a header and not behind the body, which stores that are not Amazon's may not understand. */
    static String checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, 0, bytes.length);
        byte[] value = ByteBuffer.allocate(Integer.BYTES)
                .putInt((int) checksum.getValue())
                .array();
        return Base64.getEncoder().encodeToString(value);
    }

    private boolean isWrittenBy(String writer, String key) throws IOException {
        try {
            return writer.equals(
                    client.headObject(request -> request.bucket(bucket.name()).key(key))
                            .metadata()
                            .get(WRITER));
        } catch (SdkException e) {
            throw failures.explained(e);
        }
    }
}
