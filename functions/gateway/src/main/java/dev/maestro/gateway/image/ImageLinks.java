package dev.maestro.gateway.image;

import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.gateway.GatewayConfig;
import dev.maestro.gateway.problem.Problem;
import dev.maestro.gateway.problem.ProblemException;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Images that a request links to: inside of the link itself ({@code data:}), or at an origin that the gateway's settings
 * allow. Redirects are not followed, so an allowed origin cannot send the gateway elsewhere.
 */
@ApplicationScoped
public class ImageLinks {

    /** Stands in a text where an image is, until images are numbered. */
    public static final String MARK = "\uE000";

    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Set<String> origins;
    private final HttpClient http =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

    ImageLinks(GatewayConfig config) {
        this.origins = Set.copyOf(config.imageOrigins().orElse(List.of()).stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .toList());
    }

    /**
     * The image behind a link.
     *
     * @param number of the image in the request, from 1
     * @param param where the link stands
     * @throws ProblemException when the link may not be followed, or nothing usable is there
     */
    public ImageUpload image(String link, int number, String param) {
        if (link.regionMatches(true, 0, "data:", 0, "data:".length())) {
            return new ImageUpload(null, decoded(link, number, param), null, null);
        }
        if (link.startsWith("sha256:")) {
            return new ImageUpload(link, null, null, null);
        }
        return new ImageUpload(null, fetched(link, number, param), null, null);
    }

    private static byte[] decoded(String link, int number, String param) {
        int comma = link.indexOf(',');
        if (comma < 0 || !link.substring(0, comma).toLowerCase(Locale.ROOT).endsWith(";base64")) {
            throw wrong(
                    "bad-base64",
                    param,
                    "image " + number + " must be data:image/png;base64,... (or another image type)");
        }
        try {
            return Base64.getDecoder().decode(link.substring(comma + 1).strip());
        } catch (IllegalArgumentException e) {
            throw wrong(
                    "bad-base64",
                    param,
                    "image " + number + " is not valid base64: " + e.getMessage() + "; encode it anew");
        }
    }

    private byte[] fetched(String link, int number, String param) {
        URI uri = uri(link, number, param);
        String origin = (uri.getScheme() + "://" + uri.getRawAuthority()).toLowerCase(Locale.ROOT);
        if (!origins.contains(origin)) {
            throw wrong(
                    "image-link-refused",
                    param,
                    "image " + number + " is a link to " + origin + ", which this gateway does not follow; send the"
                            + " image itself as data:image/png;base64,..., or have the origin added to"
                            + " maestro.gateway.image-origins");
        }
        int most = Math.toIntExact(AdmissionLimits.DEFAULT.maxImageBytes());
        CompletableFuture<HttpResponse<byte[]>> reply = http.sendAsync(
                HttpRequest.newBuilder(uri).build(),
                HttpResponse.BodyHandlers.limiting(HttpResponse.BodyHandlers.ofByteArray(), most));
        try {
            HttpResponse<byte[]> response = reply.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != 200) {
                throw wrong(
                        "image-link-failed",
                        param,
                        "image " + number + ": " + origin + " replied with status " + response.statusCode()
                                + " instead of an image (redirects are not followed)");
            }
            return response.body();
        } catch (ExecutionException | TimeoutException e) {
            reply.cancel(true);
            throw wrong(
                    "image-link-failed",
                    param,
                    String.format(
                            Locale.ROOT,
                            "image %d could not be fetched from %s within %d s and %,d bytes; check the link, or send"
                                    + " the image itself",
                            number,
                            origin,
                            LONGEST.toSeconds(),
                            most));
        } catch (InterruptedException e) {
            reply.cancel(true);
            Thread.currentThread().interrupt();
            throw wrong("image-link-failed", param, "the gateway stops; send the request again");
        }
    }

    private static URI uri(String link, int number, String param) {
        try {
            URI uri = URI.create(link.strip());
            boolean web = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (web && uri.getRawAuthority() != null && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            throw wrong("bad-image-link", param, "image " + number + " has a link that is no URL; send a data: URL");
        }
        throw wrong(
                "bad-image-link",
                param,
                "image " + number + " must be a data: URL, or sha256:... as POST /v1/images gave it");
    }

    private static ProblemException wrong(String code, String param, String detail) {
        return ProblemException.of(Problem.of(400, code, detail).about(param));
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
