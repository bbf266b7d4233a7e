package dev.maestro.runtime.store;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobApiMetadata;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.domain.Blob;
import org.jclouds.http.HttpResponse;
import org.jclouds.http.HttpResponseException;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * S3Proxy with objects in memory: it checks signatures and honours {@code If-None-Match}. A process of its own, since it
 * needs a newer Guice than the one that Quarkus' tests bring.
 */
final class S3Server implements AutoCloseable {

    static final AwsCredentialsProvider KEY = key("a-key", "its secret");
    private static final String BUCKET = "maestro-test";
    private static final String OTHER_GUICE = "guice-5";

    private final Process process;
    private final int port;

    private S3Server(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static S3Server start() throws IOException {
        String classPath = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains(OTHER_GUICE))
                .collect(Collectors.joining(File.pathSeparator));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        classPath,
                        S3Server.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String port = process.inputReader().readLine();
        if (port == null) {
            throw new IllegalStateException("S3Proxy did not start");
        }
        return new S3Server(process, Integer.parseInt(port));
    }

    /** The process: says its port, and ends with the one that started it. */
    public static void main(String[] arguments) throws Exception {
        // By its class: by name, jclouds looks at all clouds there are, and the others are not on the class path.
        BlobStore blobs = ContextBuilder.newBuilder(new TransientNio2BlobApiMetadata())
                .credentials("nobody", "nothing")
                .build(BlobStoreContext.class)
                .getBlobStore();
        blobs.createContainerInLocation(null, BUCKET);
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(oneWriteAtATime(blobs))
                .endpoint(URI.create("http://127.0.0.1:0"))
                // It knows no checksums but MD5, and would refuse a request that has one.
                .ignoreUnknownHeaders(true)
                .awsAuthentication(AuthenticationType.AWS_V4, "a-key", "its secret")
                .build();
        proxy.start();
        while (!proxy.getState().equals("STARTED")) {
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
        System.out.println(proxy.getPort());
        while (System.in.read() >= 0) {
            // Until its standard input is closed.
        }
        System.exit(0);
    }

    /**
     * As in S3, whether a name is taken and taking it are one step. S3Proxy looks at the condition before it reads the body
     * and writes then, so here it is looked at again; conditional writes are known by their writer's mark.
     */
    private static BlobStore oneWriteAtATime(BlobStore blobs) {
        ReentrantLock lock = new ReentrantLock();
        return (BlobStore) Proxy.newProxyInstance(
                S3Server.class.getClassLoader(), new Class<?>[] {BlobStore.class}, (proxy, method, arguments) -> {
                    boolean writes = method.getName().equals("putBlob");
                    if (writes) {
                        lock.lock();
                    }
                    try {
                        if (writes
                                && ((Blob) arguments[1])
                                        .getMetadata()
                                        .getUserMetadata()
                                        .containsKey("writer")
                                && blobs.blobExists(
                                        (String) arguments[0],
                                        ((Blob) arguments[1]).getMetadata().getName())) {
                            throw new HttpResponseException(
                                    "taken",
                                    null,
                                    HttpResponse.builder().statusCode(412).build());
                        }
                        return method.invoke(blobs, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (writes) {
                            lock.unlock();
                        }
                    }
                });
    }

    static AwsCredentialsProvider key(String id, String secret) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The bucket under a prefix that nobody used. */
    Bucket freshBucket() {
        return bucket(BUCKET, "fresh/" + UUID.randomUUID());
    }

    Bucket bucket(String name, String prefix) {
        return new Bucket(name, prefix, "eu-central-1", address(), Duration.ofSeconds(20));
    }

    /** Amazon's client, as anybody else would use it. */
    S3Client client() {
        return S3Client.builder()
                .httpClient(new JdkHttp(Duration.ofSeconds(5), Duration.ofSeconds(20)))
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .region(Region.EU_CENTRAL_1)
                .endpointOverride(address())
                .forcePathStyle(true)
                .credentialsProvider(KEY)
                .build();
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }
}
