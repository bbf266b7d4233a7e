package dev.maestro.core.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.maestro.core.NoPictures;
import dev.maestro.core.PaperRegistry;
import dev.maestro.core.registry.Pair;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Ablation;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.Purpose;
import dev.maestro.schema.wire.Settings;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("C37")
class AblationTest {

    private static final RegistrySnapshot REGISTRY = PaperRegistry.extended();

    private static Event admitted(List<String> experts, List<String> skills, Ablation ablation) throws Exception {
        Settings settings = new Settings("generative", null, 1, 1L, null, experts, skills, null).with(ablation);
        TaskSubmitted task = new TaskSubmitted(
                "t-1", "default", Purpose.EVALUATE, "What?", List.of(), List.of(), null, settings, Instant.EPOCH);
        return new Admission(NoPictures.OBJECTS, AdmissionLimits.DEFAULT, "generative", PolicyVersions.OF_REGISTRY)
                .admit(task, REGISTRY, Instant.EPOCH)
                .getFirst();
    }

    private static EpisodeState started(List<String> experts, Ablation ablation) throws Exception {
        EpisodeState state = ((EpisodeStarted) admitted(experts, List.of(), ablation)).state();
        assertThat(state.ablation()).as("recorded in the episode").isEqualTo(ablation);
        return state;
    }

    private static List<Pair> pairs(EpisodeState state) {
        return REGISTRY.pairs(state.experts(), state.skills());
    }

    @Test
    void withoutAModelPoolThereIsOneExpertWithAllSkills() throws Exception {
        Ablation ablation = new Ablation(true, false, false, false, null);

        EpisodeState any = started(List.of(), ablation);
        EpisodeState named = started(List.of("step3-vl-10b", "chart-r1"), ablation);

        assertThat(pairs(any)).extracting(pair -> pair.expert().id()).containsOnly("chart-r1");
        assertThat(pairs(any)).hasSameSizeAs(REGISTRY.pairs(List.of("chart-r1"), List.of()));
        assertThat(pairs(named)).extracting(pair -> pair.expert().id()).containsOnly("step3-vl-10b");
    }

    @Test
    void withoutASkillLibraryThereAreOnlyPlainCalls() throws Exception {
        EpisodeState state = started(List.of(), new Ablation(false, true, false, false, null));

        assertThat(pairs(state))
                .hasSize(7)
                .extracting(pair -> pair.skill().id())
                .containsOnly("plain-call");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8})
    void aPoolOfSkillsHasSoManyFamilies(int size) throws Exception {
        EpisodeState state = started(List.of(), new Ablation(false, false, false, false, size));

        assertThat(pairs(state).stream()
                        .map(pair -> pair.skill().parent() == null
                                ? pair.skill().id()
                                : pair.skill().parent())
                        .distinct())
                .hasSize(size)
                .startsWith("geometric-problem-solver");
    }

    @Test
    void rewardSwitchesChangeNothingThatMayBeUsed() throws Exception {
        EpisodeState state = started(List.of(), new Ablation(false, false, true, true, null));

        assertThat(pairs(state)).isEqualTo(REGISTRY.pairs());
    }

    @Test
    void refusesARunThatIsLeftWithNothing() throws Exception {
        Event event = admitted(List.of(), List.of("zoom"), new Ablation(false, true, false, false, null));

        assertThat(event).isInstanceOfSatisfying(EpisodeEnded.class, ended -> assertThat(ended.end())
                .isInstanceOfSatisfying(EpisodeEnd.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("no-pair")));
    }
}
