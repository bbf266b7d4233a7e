package dev.maestro.runtime.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Amazon's client over the JDK's HTTP client. A body is sent when the server has said to go on: one that refuses a put
 * by its headers alone, as a conditional write is refused, closes the connection, and its answer is lost to who still
 * writes (seen with {@code HttpURLConnection}). Thread-safe.
 */
final class JdkHttp implements SdkHttpClient {

    /** What the JDK's client says itself; it takes none of these from others. */
    private static final Set<String> ITS_OWN = Set.of("host", "content-length", "expect", "connection");

    private final HttpClient client;
    private final Duration timeout;

    /**
     * Makes one.
     *
     * @param connect how long a connection may take
     * @param timeout how long an answer may take
     */
    JdkHttp(Duration connect, Duration timeout) {
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connect)
                .build();
        this.timeout = timeout;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return send(request);
            }

            @Override
            public void abort() {
                // A call ends with its thread's interruption or its timeout.
            }
        };
    }

    private HttpExecuteResponse send(HttpExecuteRequest request) throws IOException {
        try {
            HttpResponse<InputStream> answer = client.send(translated(request), BodyHandlers.ofInputStream());
            SdkHttpResponse.Builder response = SdkHttpResponse.builder().statusCode(answer.statusCode());
            answer.headers().map().forEach(response::putHeader);
            return HttpExecuteResponse.builder()
                    .response(response.build())
                    .responseBody(AbortableInputStream.create(answer.body()))
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for an answer");
            interrupted.initCause(e);
            throw interrupted;
        }
    }

    private HttpRequest translated(HttpExecuteRequest request) throws IOException {
        SdkHttpRequest wanted = request.httpRequest();
        byte[] body = body(request);
        BodyPublisher publisher = body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        HttpRequest.Builder builder = HttpRequest.newBuilder(wanted.getUri())
                .method(wanted.method().name(), publisher)
                .expectContinue(body.length > 0)
                .timeout(timeout);
        wanted.forEachHeader((name, values) -> {
            if (!ITS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> builder.header(name, value));
            }
        });
        return builder.build();
    }

    private static byte[] body(HttpExecuteRequest request) throws IOException {
        if (request.contentStreamProvider().isEmpty()) {
            return new byte[0];
        }
        try (InputStream body = request.contentStreamProvider().get().newStream()) {
            return body.readAllBytes();
        }
    }

    @Override
    public String clientName() {
        return "jdk";
    }

    @Override
    public void close() {
        client.close();
    }
}
