package dev.maestro.core.evaluate.batch;

import dev.maestro.core.evaluate.item.EvaluationItem;
import dev.maestro.core.evaluate.item.Seeds;
import dev.maestro.core.evaluate.plan.PolicyChoice;
import dev.maestro.core.task.EpisodeIds;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.Purpose;
import java.time.Instant;
import java.util.List;

/**
 * Tasks of an evaluation. Their ids are hashes, so that neither id nor set of an item can be read off them; of an item
 * only question, pictures, choices and, on its way to {@code reward}, the reference are in a task.
 */
public final class EvaluationTasks {

    private EvaluationTasks() {}

    /**
     * The same for the same item under the same policy in the same evaluation.
     *
     * @param round 0, and one more each time that a killed run cost the item its deadline
     */
    public static String taskId(String evaluationId, PolicyChoice policy, EvaluationItem item, int round) {
        String key = String.join("\n", evaluationId, policy.label(), item.set(), item.id());
        return EpisodeIds.taskId("evaluation", round == 0 ? key : key + "\n" + round);
    }

    /**
     * The task of an item.
     *
     * @param digests of its pictures, stored
     * @param budget of the item
     * @param round of its id
     */
    public static TaskSubmitted task(
            BatchSettings settings,
            PolicyChoice policy,
            EvaluationItem item,
            List<String> digests,
            Budget budget,
            int round,
            Instant now) {
        return new TaskSubmitted(
                taskId(settings.evaluationId(), policy, item, round),
                settings.tenant(),
                Purpose.EVALUATE,
                item.question(),
                digests.stream().map(digest -> new ImageInput(digest, null)).toList(),
                item.choices(),
                item.reference(),
                policy.settings(Seeds.of(settings.seed(), item.set(), item.id()), settings.costWeight(), budget),
                now);
    }
}
