package dev.maestro.runtime.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.core.invoke.Image;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("C31")
@Tag("C45")
class CachedExpertsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant DEADLINE = START.plusSeconds(1000);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger calls = new AtomicInteger();
    private final Experts counting = (expert, request, deadline) ->
            new ExpertReply("reply " + calls.incrementAndGet(), new Usage(1, 10, 0, 5, 5));
    private final CachedExperts cached = new CachedExperts(counting, 2, Duration.ofSeconds(60), now::get);

    private static Expert expert(Endpoint endpoint) {
        return new Expert(
                "e", List.of(), List.of("caption"), endpoint, null, null, "d", "c", Price.FREE, 1, Limits.DEFAULT, "l");
    }

    private static final Expert REMOTE = expert(new Endpoint.OpenAi("http://h/v1", "m"));

    private static ExpertRequest request(String text, Object temperature, String digest) {
        return new ExpertRequest(
                "caption", text, List.of(new Image(digest, new byte[0], 1, 1)), Map.of("temperature", temperature));
    }

    @Test
    void answersTheSameRequestFromMemoryAndBillsNothing() {
        ExpertReply first = cached.call(REMOTE, request("q", 0, "sha256:1"), DEADLINE);

        ExpertReply second = cached.call(REMOTE, request("q", 0, "sha256:1"), DEADLINE);

        assertThat(second.text()).isEqualTo(first.text());
        assertThat(second.usage()).isEqualTo(new Usage(1, 10, 0, 5, 0));
        assertThat(cached.hits()).isEqualTo(1);
        assertThat(cached.misses()).isEqualTo(1);
    }

    @Test
    void anotherPromptImageOrModelIsAnotherRequest() {
        cached.call(REMOTE, request("q", 0, "sha256:1"), DEADLINE);
        cached.call(REMOTE, request("r", 0, "sha256:1"), DEADLINE);
        cached.call(REMOTE, request("q", 0, "sha256:2"), DEADLINE);
        cached.call(expert(new Endpoint.OpenAi("http://h/v1", "n")), request("q", 0, "sha256:2"), DEADLINE);

        assertThat(calls).hasValue(4);
    }

    @Test
    void forgetsAfterItsTimeAndWhenItIsFull() {
        cached.call(REMOTE, request("q", 0, "sha256:1"), DEADLINE);
        now.set(START.plusSeconds(60));
        cached.call(REMOTE, request("q", 0, "sha256:1"), DEADLINE);
        cached.call(REMOTE, request("r", 0, "sha256:1"), DEADLINE);
        cached.call(REMOTE, request("s", 0, "sha256:1"), DEADLINE);
        cached.call(REMOTE, request("q", 0, "sha256:1"), DEADLINE);

        assertThat(calls).hasValue(5);
    }

    @Test
    void asksAgainWhatWasLeftToChanceAndWhatIsNear() {
        Expert near = expert(new Endpoint.Triton(null, "m", null));
        for (int i = 0; i < 2; i++) {
            cached.call(REMOTE, request("q", 0.2, "sha256:1"), DEADLINE);
            cached.call(near, request("q", 0, "sha256:1"), DEADLINE);
        }

        assertThat(calls).hasValue(4);
    }

    @Test
    void remembersNoFailure() {
        AtomicInteger tries = new AtomicInteger();
        CachedExperts failing = new CachedExperts(
                (expert, request, deadline) -> {
                    tries.incrementAndGet();
                    throw new ExpertException(new Outcome.Failed("x", "y"));
                },
                10,
                Duration.ofSeconds(60),
                now::get);

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> failing.call(REMOTE, request("q", 0, "sha256:1"), DEADLINE))
                    .isInstanceOf(ExpertException.class);
        }

        assertThat(tries).hasValue(2);
    }
}
