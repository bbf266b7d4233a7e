package dev.maestro.core.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.maestro.core.TestData;
import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Usage;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("C36")
class SandboxJudgeTest {

    private final List<ExpertRequest> asked = new ArrayList<>();

    private SandboxJudge judge(String reply) {
        return new SandboxJudge(
                (expert, request, deadline) -> {
                    asked.add(request);
                    return new ExpertReply(reply, Usage.NONE);
                },
                "python-sandbox",
                InstantSource.fixed(TestData.NOW));
    }

    private SandboxJudge judge(Outcome outcome) {
        return new SandboxJudge(
                (expert, request, deadline) -> {
                    throw new ExpertException(outcome);
                },
                "python-sandbox",
                InstantSource.fixed(TestData.NOW));
    }

    @ParameterizedTest
    @CsvSource({"completed, true", "raised, false", "out-of-fuel, false", "out-of-memory, false", "trapped, false"})
    void passesWhatRunsToItsEnd(String outcome, boolean passes) {
        SandboxJudge judge = judge("{\"outcome\":\"" + outcome + "\",\"output\":\"\",\"fuel\":1}");

        assertThat(judge.passes("def f(): return 1", "assert f() == 1")).isEqualTo(passes);
        assertThat(asked.getFirst().text()).contains("def f(): return 1\\n\\nassert f() == 1");
    }

    @Test
    void failsCodeThatTheSandboxRefuses() {
        assertThat(judge(new Outcome.Refused("bad-options", "too long")).passes("x", "y"))
                .isFalse();
    }

    @Test
    void isTriedAgainWhenTheSandboxCannotBeReached() {
        assertThatThrownBy(() -> judge(new Outcome.Failed("model-server-unavailable", "down"))
                        .passes("x", "y"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("model-server-unavailable");
    }
}
