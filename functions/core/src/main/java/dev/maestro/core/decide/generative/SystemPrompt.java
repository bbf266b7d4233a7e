package dev.maestro.core.decide.generative;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.observe.Neutral;
import dev.maestro.core.observe.PromptText;
import dev.maestro.core.registry.Pair;
import dev.maestro.schema.registry.Expert;
import dev.maestro.schema.registry.LanguageModel;
import dev.maestro.schema.registry.Skill;
import dev.maestro.schema.wire.Budget;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The system prompt of the generative policy: a resource whose lists are made from the registry, for each episode. */
final class SystemPrompt {

    /** About 12,000 tokens, the paper's bound on the prompt. */
    static final int MOST_CHARACTERS = 48_000;

    private static final int MOST_EXAMPLES = 5;

    private final PromptText prompt;

    SystemPrompt(PromptText prompt) {
        this.prompt = prompt;
    }

    /**
     * The prompt of an episode.
     *
     * @throws TerminalException {@code prompt-too-long} when more is permitted than a prompt can list
     */
    String text(NameTable names, Budget budget, LanguageModel model) {
        List<Pair> examples = examples(names);
        Map<String, String> values = Map.of(
                "skills", skills(names),
                "experts", experts(names),
                "examples",
                        examples.stream()
                                .map(pair -> "<search>" + pairName(pair) + ": " + question(pair) + "</search>")
                                .collect(Collectors.joining("\n")),
                "expertNames", names.experts().stream().map(SystemPrompt::shown).collect(Collectors.joining(", ")),
                "skillNames", names.skills().stream().map(SystemPrompt::shown).collect(Collectors.joining(", ")),
                "first", pairName(examples.getFirst()),
                "firstQuery", question(examples.getFirst()),
                "calls", Integer.toString(budget.maxSteps()),
                "direct",
                        prompt.section(
                                model.directAnswers() ? "direct answers allowed" : "direct answers forbidden",
                                Map.of()),
                "parallel",
                        model.parallelCalls() > 1
                                ? prompt.section("parallel", Map.of("most", Integer.toString(model.parallelCalls())))
                                : "");
        String text = prompt.section("system", values).replaceAll("\n{3,}", "\n\n");
        if (text.length() > MOST_CHARACTERS) {
            throw new TerminalException(
                    "prompt-too-long",
                    "The prompt that lists " + names.experts().size() + " experts and "
                            + names.skills().size() + " skills has " + text.length() + " characters, allowed are "
                            + MOST_CHARACTERS + ". Name fewer with `experts` and `skills` of the request, or forbid"
                            + " pairs by rules in the registry.");
        }
        return text;
    }

    /** One pair a skill, each with another expert as long as there are others; at most five. */
    private static List<Pair> examples(NameTable names) {
        Map<String, Pair> bySkill = new LinkedHashMap<>();
        List<String> used = new ArrayList<>();
        for (Skill skill : names.skills()) {
            if (bySkill.size() == MOST_EXAMPLES) {
                break;
            }
            List<Pair> of = names.pairs().stream()
                    .filter(pair -> pair.skill().equals(skill))
                    .toList();
            Pair chosen = of.stream()
                    .filter(pair -> !used.contains(pair.expert().id()))
                    .findFirst()
                    .orElse(of.getFirst());
            used.add(chosen.expert().id());
            bySkill.put(skill.id(), chosen);
        }
        return List.copyOf(bySkill.values());
    }

    private String question(Pair pair) {
        String useWhen =
                Neutral.text(pair.skill().useWhen()).replaceAll("\\s+", " ").strip();
        return prompt.section("example query", Map.of("case", useWhen.isEmpty() ? "the question" : useWhen));
    }

    private static String skills(NameTable names) {
        StringBuilder list = new StringBuilder();
        for (Skill skill : names.skills()) {
            list.append(skill.tier() == 2 ? "  - " : "- ")
                    .append(shown(skill))
                    .append(": ")
                    .append(line(skill.description()));
            if (!skill.useWhen().isBlank()) {
                list.append(" Best when: ").append(line(skill.useWhen()));
            }
            list.append('\n');
        }
        return list.toString().stripTrailing();
    }

    private static String experts(NameTable names) {
        StringBuilder list = new StringBuilder();
        for (Expert expert : names.experts()) {
            list.append("- ").append(shown(expert)).append(": ").append(line(expert.description()));
            if (!expert.chooseWhen().isBlank()) {
                list.append(" Choose when: ").append(line(expert.chooseWhen()));
            }
            list.append(String.format(
                            Locale.ROOT,
                            " (about %.1f s a call%s; at most %d images)%n",
                            expert.latencyPriorMillis() / 1000.0,
                            price(expert),
                            expert.limits().maxImages())
                    .replace(System.lineSeparator(), "\n"));
        }
        return list.toString().stripTrailing();
    }

    private static String price(Expert expert) {
        double perThousand = expert.price().perCallMicroUsd()
                + 1000
                        * (expert.price().perInputTokenMicroUsd()
                                + expert.price().perOutputTokenMicroUsd());
        return perThousand > 0
                ? String.format(Locale.ROOT, ", about %.0f micro-USD a call of 1,000 tokens each way", perThousand)
                : "";
    }

    private static String line(String text) {
        return Neutral.text(text).replaceAll("\\s+", " ").strip();
    }

    private static String pairName(Pair pair) {
        return shown(pair.expert()) + "@@" + shown(pair.skill());
    }

    static String shown(Expert expert) {
        return Neutral.text(NameTable.shown(expert.id(), expert.aliases()));
    }

    static String shown(Skill skill) {
        return Neutral.text(NameTable.shown(skill.id(), skill.aliases()));
    }
}
