package dev.maestro.runtime.models.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Image;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpertCallsTest {

    private static final Expert EXPERT = new Expert(
            "reader",
            List.of(),
            List.of("generate"),
            new Endpoint.Triton(null, "m", null),
            null,
            null,
            "d",
            "c",
            Price.FREE,
            1,
            new Limits(2, 1_000_000, 8192, 64, 4, 1000),
            "mine");

    private static ExpertRequest images(int count, int width, int height) {
        return new ExpertRequest(
                "generate", "x", Collections.nCopies(count, new Image("sha256:0", new byte[0], width, height)));
    }

    private static Outcome.Refused refusal(ExpertRequest request) {
        ExpertException thrown = catchThrowableOfType(ExpertException.class, () -> ExpertCalls.check(EXPERT, request));
        assertThat(thrown).isNotNull();
        return (Outcome.Refused) thrown.outcome();
    }

    @Test
    void refusesMoreOrLargerImagesThanTheExpertTakes() {
        assertThat(refusal(images(3, 10, 10)).code()).isEqualTo("too-many-images");
        assertThat(refusal(images(1, 1000, 1001)).code()).isEqualTo("image-too-large");
        assertThat(refusal(images(1, 100_000, 100_000)).message()).contains("1000000 pixels", "100000 x 100000");
        ExpertCalls.check(EXPERT, images(2, 1000, 1000));
    }

    @Test
    void boundsTheTokensOfAReplyByThoseOfTheExpert() {
        ExpertRequest fewer = new ExpertRequest("generate", "x", List.of(), Map.of("max_tokens", 10, "seed", 1));
        ExpertRequest more = new ExpertRequest("generate", "x", List.of(), Map.of("max_tokens", 1000));
        ExpertRequest none = new ExpertRequest("generate", "x", List.of());

        assertThat(ExpertCalls.parameters(EXPERT, fewer).toString()).isEqualTo("{max_tokens=10, seed=1}");
        assertThat(ExpertCalls.parameters(EXPERT, more).toString()).isEqualTo("{max_tokens=64}");
        assertThat(ExpertCalls.parameters(EXPERT, none).toString()).isEqualTo("{max_tokens=64}");
    }

    @Test
    void pricesCallsTokensAndCpuTime() {
        Usage usage = ExpertCalls.usage(new Price(5, 0.5, 2, 1000), 100, 10, 250_000_000);

        assertThat(usage.tokens()).isEqualTo(110);
        assertThat(usage.cpuMillis()).isCloseTo(250, within(1e-9));
        assertThat(usage.costMicroUsd()).isCloseTo(5 + 50 + 20 + 250, within(1e-9));
        assertThat(usage.billedMicroUsd()).isEqualTo(usage.costMicroUsd());
    }
}
