package dev.maestro.runtime.models.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A client of HTTP for experts, made when the first of them is called: making one reads all authorities that the JVM
 * trusts, which most functions never need. It follows no redirects, so that a key goes nowhere else. Thread-safe.
 */
public final class HttpOnDemand implements Supplier<HttpClient> {

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final ReentrantLock making = new ReentrantLock();
    private volatile @Nullable HttpClient made;

    @Override
    public HttpClient get() {
        HttpClient known = made;
        return known == null ? make() : known;
    }

    private HttpClient make() {
        making.lock();
        try {
            HttpClient known = made;
            if (known == null) {
                known = HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(CONNECT)
                        .build();
                made = known;
            }
            return known;
        } finally {
            making.unlock();
        }
    }
}
