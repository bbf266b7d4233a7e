package dev.maestro.core.task;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.event.EpisodeEnded;
import dev.maestro.schema.event.EpisodeStarted;
import dev.maestro.schema.event.Event;
import dev.maestro.schema.event.ImageInput;
import dev.maestro.schema.event.TaskReference;
import dev.maestro.schema.event.TaskSubmitted;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.wire.Budget;
import dev.maestro.schema.wire.EpisodeEnd;
import dev.maestro.schema.wire.EpisodeState;
import dev.maestro.schema.wire.ImageRef;
import dev.maestro.schema.wire.Settings;
import dev.maestro.schema.wire.Task;
import dev.maestro.schema.wire.Usage;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From a submitted task to started episodes, one a rollout, or to episodes that are refused with a reason. The reference
 * answer is parted from the task here and goes to {@code reward} only.
 */
public final class Admission {

    /** Lambda when the request does not choose one. */
    public static final double DEFAULT_COST_WEIGHT = 0.1;

    private static final int MOST_ROLLOUTS = 64;

    private final ObjectStore objects;
    private final AdmissionLimits limits;
    private final String defaultPolicy;
    private final PolicyVersions versions;

    /**
     * Makes one.
     *
     * @param objects where images are stored
     * @param limits what a task may bring
     * @param defaultPolicy id of the policy for a request that names none; where the registry lacks it, the first of the
     *     registry's policies is
     * @param versions which version of it decides
     */
    public Admission(ObjectStore objects, AdmissionLimits limits, String defaultPolicy, PolicyVersions versions) {
        this.versions = versions;
        this.objects = objects;
        this.limits = limits;
        this.defaultPolicy = defaultPolicy;
    }

    /**
     * Admits a task.
     *
     * @param submitted what the client sent, unchecked
     * @param registry the snapshot that its episodes are pinned to
     * @param now start of the episodes
     * @throws IOException when the object store fails; trying again may help
     */
    public List<Event> admit(TaskSubmitted submitted, RegistrySnapshot registry, Instant now) throws IOException {
        Settings settings = submitted.settings();
        Budget budget = settings.budget() == null ? Budget.DEFAULT : settings.budget();
        List<ImageRef> images = List.of();
        @Nullable RefusedException refusal = null;
        PolicyEntry policy = registry.document().policies().stream()
                .findFirst()
                .orElseGet(() -> new PolicyEntry(defaultPolicy, List.of(), "none", "none", "", null));
        try {
            checkQuestion(submitted.question());
            images = images(submitted.images());
            policy = policy(registry, settings);
            checkNames(registry, settings);
        } catch (RefusedException e) {
            refusal = e;
        }
        Task task = new Task(
                submitted.taskId(),
                submitted.tenant(),
                submitted.purpose(),
                submitted.question() == null ? "" : cut(submitted.question()),
                images,
                submitted.choices(),
                submitted.reference() != null,
                Map.of());
        String version =
                settings.policyVersion() == null ? versions.of(policy, submitted.taskId()) : settings.policyVersion();
        int rollouts = settings.rollouts() == null ? 1 : Math.min(MOST_ROLLOUTS, settings.rollouts());
        List<Event> events = new ArrayList<>();
        for (int rollout = 0; rollout < rollouts; rollout++) {
            EpisodeState state = start(task, registry, policy, version, settings, budget, rollout, now);
            events.add(
                    refusal == null
                            ? new EpisodeStarted(state)
                            : new EpisodeEnded(state, new EpisodeEnd.Refused(refusal.code(), message(refusal)), now));
        }
        if (submitted.reference() != null) {
            events.add(new TaskReference(submitted.taskId(), submitted.purpose(), submitted.reference()));
        }
        return events;
    }

    private static String message(RefusedException refusal) {
        return refusal.getMessage() == null ? refusal.code() : refusal.getMessage();
    }

    private String cut(String question) {
        return question.length() <= limits.maxQuestionCharacters()
                ? question
                : question.substring(0, limits.maxQuestionCharacters());
    }

    private static EpisodeState start(
            Task task,
            RegistrySnapshot registry,
            PolicyEntry policy,
            String version,
            Settings settings,
            Budget budget,
            int rollout,
            Instant now) {
        Narrowing narrowed = narrowing(registry, settings);
        long seed = settings.seed() == null ? task.taskId().hashCode() : settings.seed();
        return new EpisodeState(
                EpisodeIds.episodeId(task.taskId(), rollout),
                rollout,
                0,
                task,
                registry.digest(),
                policy.id(),
                version,
                budget,
                settings.costWeight() == null ? DEFAULT_COST_WEIGHT : settings.costWeight(),
                narrowed.experts(),
                narrowed.skills(),
                EpisodeIds.seed(seed, rollout),
                now,
                now.plusMillis(budget.maxMillis()),
                Usage.NONE,
                List.of(),
                settings.ablation(),
                Map.of());
    }

    private static Narrowing narrowing(RegistrySnapshot registry, Settings settings) {
        return Narrowing.of(
                registry,
                ids(settings.experts(), registry, true),
                ids(settings.skills(), registry, false),
                settings.ablation());
    }

    private void checkQuestion(@Nullable String question) {
        if (question == null || question.isBlank()) {
            throw new RefusedException("empty-question", "The question is empty. Write what you want to know.");
        }
        if (question.length() > limits.maxQuestionCharacters()) {
            throw new RefusedException(
                    "question-too-long",
                    "The question has " + question.length() + " characters; at most " + limits.maxQuestionCharacters()
                            + " are accepted. Shorten it.");
        }
    }

    private List<ImageRef> images(List<ImageInput> inputs) throws IOException {
        if (inputs.size() > limits.maxImages()) {
            throw new RefusedException(
                    "too-many-images",
                    inputs.size() + " images were given; at most " + limits.maxImages() + " are accepted.");
        }
        List<ImageRef> images = new ArrayList<>();
        for (int i = 0; i < inputs.size(); i++) {
            images.add(image(inputs.get(i), i + 1));
        }
        return images;
    }

    private ImageRef image(ImageInput input, int number) throws IOException {
        byte[] bytes;
        if (input.digest() != null) {
            bytes = objects.get(input.digest())
                    .orElseThrow(() -> new RefusedException(
                            "image-not-stored",
                            "Image " + number + " (" + input.digest()
                                    + ") is not in the object store. Store it first, or send it inline."));
        } else {
            bytes = decode(input.base64(), number);
        }
        ImageHeader header;
        try {
            header = ImageHeader.of(bytes, limits);
        } catch (ImageRejectedException e) {
            throw new RefusedException(e.reason().code(), "Image " + number + ": " + e.getMessage() + ".");
        }
        String digest = input.digest() == null ? objects.putContent(bytes) : input.digest();
        return new ImageRef(digest, header.mediaType(), header.width(), header.height(), bytes.length);
    }

    private static byte[] decode(@Nullable String base64, int number) {
        try {
            return Base64.getDecoder().decode(base64 == null ? "" : base64);
        } catch (IllegalArgumentException e) {
            throw new RefusedException("unreadable-image", "Image " + number + " is not valid base64.");
        }
    }

    private PolicyEntry policy(RegistrySnapshot registry, Settings settings) {
        String name = settings.policyId() == null ? defaultPolicy : settings.policyId();
        return registry.policy(name)
                .or(() -> settings.policyId() == null
                        ? registry.document().policies().stream().findFirst()
                        : Optional.empty())
                .orElseThrow(() -> new RefusedException(
                        "unknown-policy",
                        "There is no policy '" + name + "' in the registry. Known: "
                                + String.join(
                                        ", ",
                                        registry.document().policies().stream()
                                                .map(PolicyEntry::id)
                                                .toList())));
    }

    private static void checkNames(RegistrySnapshot registry, Settings settings) {
        for (String name : settings.experts()) {
            if (registry.expert(name).isEmpty()) {
                throw new RefusedException(
                        "unknown-expert",
                        "There is no expert '" + name + "' in the registry; see `maestro registry list`.");
            }
        }
        for (String name : settings.skills()) {
            if (registry.skill(name).isEmpty()) {
                throw new RefusedException(
                        "unknown-skill",
                        "There is no skill '" + name + "' in the registry; see `maestro registry list`.");
            }
        }
        Narrowing narrowed = narrowing(registry, settings);
        if (narrowed.isNothing()
                || registry.pairs(narrowed.experts(), narrowed.skills()).isEmpty()) {
            throw new RefusedException(
                    "no-pair",
                    "No expert of this request can run any of its skills; widen `experts` or `skills`, or add an"
                            + " expert to the registry.");
        }
    }

    private static List<String> ids(List<String> names, RegistrySnapshot registry, boolean experts) {
        return names.stream()
                .map(name -> experts
                        ? registry.expert(name).map(expert -> expert.id()).orElse(name)
                        : registry.skill(name).map(skill -> skill.id()).orElse(name))
                .toList();
    }
}
