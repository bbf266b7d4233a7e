package dev.maestro.gateway.question;

import dev.maestro.gateway.problem.ProblemException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long a request will wait for its answer: {@code ?wait=SECONDS} or {@code Prefer: wait=SECONDS} (RFC 7240). */
final class Waiting {

    private Waiting() {}

    /**
     * Reads it.
     *
     * @param query the query parameter, which goes before the header
     * @param prefer the header
     * @param longest what is cut to
     * @return zero for a request that will not wait
     * @throws ProblemException when it is no number of seconds
     */
    static Duration of(@Nullable String query, @Nullable String prefer, Duration longest) {
        String seconds = query == null ? preferred(prefer).orElse("0") : query;
        double number;
        try {
            number = Double.parseDouble(seconds.strip());
        } catch (NumberFormatException e) {
            throw bad(seconds);
        }
        if (!(number >= 0)) {
            throw bad(seconds);
        }
        return Duration.ofMillis((long) Math.min(number * 1000, (double) longest.toMillis()));
    }

    private static Optional<String> preferred(@Nullable String prefer) {
        return Arrays.stream((prefer == null ? "" : prefer).split("[,;]", -1))
                .map(String::strip)
                .filter(preference -> preference.startsWith("wait="))
                .map(preference -> preference.substring("wait=".length()))
                .findFirst();
    }

    private static ProblemException bad(String seconds) {
        return ProblemException.badRequest(
                "bad-wait", "wait must be a number of seconds, 0 or more, was '" + seconds + "'");
    }
}
