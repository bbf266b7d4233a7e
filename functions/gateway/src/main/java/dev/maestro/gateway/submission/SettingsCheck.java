package dev.maestro.gateway.submission;

import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.core.task.AdmissionLimits;
import dev.maestro.gateway.problem.ProblemException;
import dev.maestro.runtime.registry.Registries;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.PolicyEntry;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Settings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can be said of a question before any function sees it: its length, and the names in its settings. */
@ApplicationScoped
public class SettingsCheck {

    private static final int MOST_NAMES = 30;
    private static final int MOST_ROLLOUTS = 64;

    private final Registries registries;

    SettingsCheck(Registries registries) {
        this.registries = registries;
    }

    /**
     * Checks text and settings.
     *
     * @param tenant whose registry the names must stand in
     * @throws ProblemException with what to change
     */
    public void check(String tenant, Question question) {
        int most = AdmissionLimits.DEFAULT.maxQuestionCharacters();
        if (question.text().isBlank()) {
            throw ProblemException.badRequest("empty-question", "the question is empty; write what you want to know");
        }
        if (question.text().length() > most) {
            throw ProblemException.of(
                    413,
                    "question-too-long",
                    String.format(
                            Locale.ROOT,
                            "the question has %,d characters, at most %,d are accepted; shorten it",
                            question.text().length(),
                            most));
        }
        Settings settings = question.settings();
        if (settings.rollouts() != null && settings.rollouts() > MOST_ROLLOUTS) {
            throw ProblemException.badRequest(
                    "bad-value", "settings.rollouts must be at most " + MOST_ROLLOUTS + ", was " + settings.rollouts());
        }
        checkNames(settings, registries.current(tenant));
    }

    private static void checkNames(Settings settings, RegistrySnapshot registry) {
        for (String name : settings.experts()) {
            if (registry.expert(name).isEmpty()) {
                throw unknown(
                        "expert",
                        name,
                        registry.document().experts().stream().map(Expert::id).toList());
            }
        }
        for (String name : settings.skills()) {
            if (registry.skill(name).isEmpty()) {
                throw unknown(
                        "skill",
                        name,
                        registry.document().skills().stream().map(Skill::id).toList());
            }
        }
        String policy = settings.policyId();
        if (policy != null && registry.policy(policy).isEmpty()) {
            throw unknown(
                    "policy",
                    policy,
                    registry.document().policies().stream().map(PolicyEntry::id).toList());
        }
    }

    private static ProblemException unknown(String kind, String name, List<String> known) {
        String names = known.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String more = known.size() > MOST_NAMES ? " and " + (known.size() - MOST_NAMES) + " more" : "";
        return ProblemException.badRequest(
                "unknown-" + kind,
                "the registry has no " + kind + " '" + name + "'; it has " + (known.isEmpty() ? "none" : names + more));
    }
}
