package dev.maestro.schema;

import dev.maestro.schema.event.EvaluationComparison;
import dev.maestro.schema.event.EvaluationScore;
import dev.maestro.schema.event.EventType;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.event.TrainingGroup;
import dev.maestro.schema.event.WasteCount;
import dev.maestro.schema.registry.Endpoint;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.LanguageModel;
import dev.maestro.schema.registry.Limits;
import dev.maestro.schema.registry.PairRule;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.Price;
import dev.maestro.schema.registry.RegistryDocument;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Ablation;
import dev.maestro.schema.wire.Action;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Call;
import dev.maestro.schema.wire.CandidateScore;
import dev.maestro.schema.wire.DataSource;
import dev.maestro.schema.wire.Decision;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Invocation;
import dev.maestro.schema.wire.Outcome;
import dev.maestro.schema.wire.Reference;
import dev.maestro.schema.wire.Reward;
import dev.maestro.schema.wire.Settings;
import dev.maestro.schema.wire.Step;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The types that have a JSON Schema, one file each. */
final class Contract {

    /** What events carry. */
    static final List<Class<?>> WIRE = List.of(
            Ablation.class,
            Action.class,
            Budget.class,
            Call.class,
            CandidateScore.class,
            DataSource.class,
            Decision.class,
            EpisodeEnd.class,
            EpisodeState.class,
            EvaluationComparison.class,
            EvaluationScore.class,
            ImageInput.class,
            ImageRef.class,
            Invocation.class,
            Outcome.class,
            Reference.class,
            Reward.class,
            Settings.class,
            Step.class,
            Task.class,
            TrainingGroup.class,
            Usage.class,
            WasteCount.class);

    /** What people write. */
    static final List<Class<?>> REGISTRY = List.of(
            Endpoint.class,
            Expert.class,
            LanguageModel.class,
            Limits.class,
            PairRule.class,
            PolicyEntry.class,
            Price.class,
            RegistryDocument.class,
            Skill.class);

    private Contract() {}

    static List<Class<?>> all() {
        Stream<Class<?>> events = Arrays.stream(EventType.values()).map(EventType::record);
        return Stream.of(events, WIRE.stream(), REGISTRY.stream())
                .<Class<?>>flatMap(each -> each)
                .toList();
    }

    static String schemaFile(Class<?> type) {
        String kebab = type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-");
        return kebab.toLowerCase(Locale.ROOT) + ".v" + EventType.VERSION + ".json";
    }
}
