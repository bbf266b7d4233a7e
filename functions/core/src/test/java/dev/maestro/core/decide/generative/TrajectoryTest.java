package dev.maestro.core.decide.generative;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.maestro.core.PaperRegistry;
import dev.maestro.core.TestData;
import dev.maestro.core.decide.Sampling;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.registry.LanguageModel;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.EpisodeState;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class TrajectoryTest {

    private static final RegistrySnapshot REGISTRY = PaperRegistry.base();
    private static final PolicyEntry ENTRY = REGISTRY.policy("generative").orElseThrow();
    private static final LanguageModel MODEL = ENTRY.languageModel();

    private static final String CALL = "One.</think><search>Chart-R1@@Plain_Call: a?</search>";
    private static final String ANSWER = "Two.</think><answer>7</answer>";

    /** An episode of some turns, the first of which is a call that brings an observation. */
    private static EpisodeState played(ScriptedTexts texts, int turns, String observation) {
        GenerativePolicy policy = new GenerativePolicy(ENTRY, texts);
        EpisodeState state = TestData.state();
        for (int turn = 1; turn <= turns; turn++) {
            state = GenerativeEpisode.after(state, policy.next(state, REGISTRY, new Sampling(1, turn)), observation);
        }
        return state;
    }

    /** One token a character, as the scripted model samples, and one for the end token. */
    private static int[] characters(String text) {
        return text.replace(QwenTemplate.END, "\uE000")
                .chars()
                .map(c -> c == 0xE000 ? 151_645 : c)
                .toArray();
    }

    private static String decoded(int[] ids) {
        return IntStream.of(ids)
                .mapToObj(id -> id == 151_645 ? QwenTemplate.END : Character.toString((char) id))
                .collect(Collectors.joining());
    }

    @Test
    @Tag("C39")
    void everyIdHasAMaskAndTheMaskIsOneWhereThePolicyWrote() {
        ScriptedTexts texts = ScriptedTexts.writing(CALL, "No tags at all", ANSWER);
        EpisodeState state = played(texts, 3, "seven é 漢");

        Trajectory.Tokens tokens = Trajectory.of(state, MODEL).tokens(TrajectoryTest::characters);

        String sampled = decoded(IntStream.range(0, tokens.ids().length)
                .filter(i -> tokens.mask()[i] == 1)
                .map(i -> tokens.ids()[i])
                .toArray());
        assertThat(sampled)
                .isEqualTo("One.</think><search>Chart-R1@@Plain_Call: a?</search>No tags at all<|im_end|>"
                        + "Two.</think><answer>7</answer>");
        assertThat(tokens.ids()).hasSameSizeAs(tokens.mask());
        for (int i = 0; i < tokens.ids().length; i++) {
            assertThat(tokens.logProbabilities()[i] != 0).isEqualTo(tokens.mask()[i] == 1);
        }
    }

    @Test
    @Tag("C39")
    @Tag("C18")
    void theContextOfEveryTurnIsWhatTheTrajectoryHoldsBeforeIt() {
        ScriptedTexts texts = ScriptedTexts.writing(CALL, "No tags at all", ANSWER);
        EpisodeState state = played(texts, 3, "seven");

        List<Trajectory.Segment> segments = Trajectory.of(state, MODEL).segments();

        for (int turn = 0; turn < 3; turn++) {
            String before = segments.subList(0, 2 * turn + 1).stream()
                    .map(Trajectory.Segment::text)
                    .collect(Collectors.joining());
            assertThat(QwenTemplate.render(texts.requests().get(turn).messages(), true))
                    .as("prompt of turn %d", turn)
                    .isEqualTo(before);
        }
    }

    @Test
    @Tag("C41")
    void observationTokensGetNoGradient() {
        ScriptedTexts texts = ScriptedTexts.writing(CALL, ANSWER);
        EpisodeState state = played(texts, 2, "seven");
        Trajectory.Tokens tokens = Trajectory.of(state, MODEL).tokens(TrajectoryTest::characters);

        // Token-mean policy gradient at ratio 1: d loss / d log-probability = -advantage * mask / sum of masks.
        double advantage = 1.5;
        double sum = Arrays.stream(tokens.mask()).sum();
        double[] gradient = new double[tokens.mask().length];
        for (int i = 0; i < gradient.length; i++) {
            double moved = 1e-6;
            gradient[i] = (loss(tokens, advantage, sum, i, moved) - loss(tokens, advantage, sum, i, 0)) / moved;
        }

        String observed = "seven";
        int at = decoded(tokens.ids()).replace(QwenTemplate.END, "E").indexOf("\n" + observed + "\n</information>");
        assertThat(at).isPositive();
        for (int i = 0; i < gradient.length; i++) {
            if (tokens.mask()[i] == 0) {
                assertThat(gradient[i]).isZero();
            } else {
                assertThat(gradient[i]).isCloseTo(-advantage / sum, within(1e-6));
            }
        }
        assertThat(tokens.mask()[at + 2]).isZero();
    }

    private static double loss(Trajectory.Tokens tokens, double advantage, double sum, int moved, double by) {
        double loss = 0;
        for (int i = 0; i < tokens.ids().length; i++) {
            double change = i == moved ? by : 0;
            loss -= tokens.mask()[i] * Math.exp(change) * advantage / sum;
        }
        return loss;
    }
}
