package dev.maestro.core.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Checks what a registry's entries say of one another: names, families, capabilities, rules. Not thread-safe. */
final class ReferenceCheck {

    private final RegistryText text;
    private final List<RegistryProblem> problems;
    private final Map<String, Integer> skills = new HashMap<>();

    ReferenceCheck(RegistryText text, List<RegistryProblem> problems) {
        this.text = text;
        this.problems = problems;
    }

    /** Adds what is wrong to the problems. Takes data of any shape: what it does not understand is no concern here. */
    void run() {
        names("experts");
        names("skills");
        names("policies");
        JsonNode list = text.root().path("skills");
        for (int i = 0; i < list.size(); i++) {
            skills.putIfAbsent(list.path(i).path("id").asText(), i);
        }
        for (int i = 0; i < list.size(); i++) {
            family(list.path(i), "/skills/" + i);
        }
        capabilities();
        policies();
        rules();
    }

    private void policies() {
        JsonNode list = text.root().path("policies");
        for (int i = 0; i < list.size(); i++) {
            JsonNode policy = list.path(i);
            if (policy.path("kind").asText().equals("generative")
                    && !policy.path("languageModel").isObject()) {
                error(
                        "/policies/" + i,
                        "the policy " + policy.path("id").asText()
                                + " is generative and needs a languageModel with its endpoint");
            }
        }
    }

    private void names(String kind) {
        Map<String, String> seen = new HashMap<>();
        JsonNode list = text.root().path(kind);
        for (int i = 0; i < list.size(); i++) {
            String pointer = "/" + kind + "/" + i;
            JsonNode id = list.path(i).path("id");
            if (id.isTextual()) {
                name(seen, id.asText(), pointer + "/id");
            }
            JsonNode aliases = list.path(i).path("aliases");
            for (int k = 0; k < aliases.size(); k++) {
                name(seen, aliases.path(k).asText(), pointer + "/aliases/" + k);
            }
        }
    }

    private void name(Map<String, String> seen, String name, String pointer) {
        String first = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), pointer);
        if (first != null && !isOwnIdAsPeopleWriteIt(first, pointer, name)) {
            String before = text.problem(first, "", false).path();
            int line = text.line(first);
            error(
                    pointer,
                    "the name \"" + name + "\" is taken by " + before + (line > 0 ? " in line " + line : "")
                            + "; ids and aliases must differ, whatever their case");
        }
    }

    /** An alias such as {@code Chart-R1} of the id {@code chart-r1}: the same name, as prompts show it. */
    private boolean isOwnIdAsPeopleWriteIt(String first, String pointer, String name) {
        int entry = first.lastIndexOf("/id");
        return entry >= 0
                && pointer.startsWith(first.substring(0, entry) + "/aliases/")
                && !text.root().at(first).asText().equals(name);
    }

    private void family(JsonNode skill, String pointer) {
        int tier = skill.path("tier").asInt();
        String id = skill.path("id").asText();
        JsonNode parent = skill.path("parent");
        if (tier == 1 && parent.isTextual()) {
            error(pointer + "/parent", "a skill of tier 1 is a family and has no parent; remove it, or set tier: 2");
        }
        if (tier == 2 && !parent.isTextual()) {
            error(pointer, "the skill " + id + " of tier 2 needs a parent: the id of its family");
        }
        if (tier == 2 && !skill.path("procedure").isTextual()) {
            error(pointer, "the skill " + id + " of tier 2 needs a procedure: the name of the program that it runs");
        }
        if (skill.path("procedure").isTextual() && skill.path("capabilities").isEmpty()) {
            error(
                    pointer,
                    "the skill " + id + " has a procedure and needs capabilities: what its expert must be able"
                            + " to do");
        }
        if (parent.isTextual()) {
            parent(skill, parent.asText(), pointer);
        }
    }

    private void parent(JsonNode skill, String parent, String pointer) {
        String id = skill.path("id").asText();
        Integer at = skills.get(parent);
        if (at == null) {
            error(pointer + "/parent", "there is no skill \"" + parent + "\"; name the id of a family");
            return;
        }
        Set<String> chain = new LinkedHashSet<>(List.of(id));
        for (String next = parent; skills.containsKey(next); ) {
            if (!chain.add(next)) {
                error(pointer + "/parent", "the parents go in a circle: " + String.join(" -> ", chain) + " -> " + next);
                return;
            }
            next = text.root()
                    .path("skills")
                    .path(skills.get(next))
                    .path("parent")
                    .asText("");
        }
        if (text.root().path("skills").path(at).path("tier").asInt() != 1) {
            error(pointer + "/parent", "\"" + parent + "\" is not a family; a parent must be of tier 1");
        } else if (!id.startsWith(parent + "-")) {
            warn(pointer + "/id", "a skill of the family " + parent + " is usually named " + parent + "-...");
        }
    }

    private void capabilities() {
        Set<String> brought = new HashSet<>();
        text.root().path("experts").forEach(expert -> brought.addAll(strings(expert.path("capabilities"))));
        Set<String> wanted = new HashSet<>();
        JsonNode list = text.root().path("skills");
        for (int i = 0; i < list.size(); i++) {
            for (String field : List.of("capabilities", "helpers")) {
                for (String capability : strings(list.path(i).path(field))) {
                    wanted.add(capability);
                    if (!brought.contains(capability)) {
                        warn(
                                "/skills/" + i + "/" + field,
                                "no expert has the capability " + capability + ", so the skill "
                                        + list.path(i).path("id").asText() + " cannot be used");
                    }
                }
            }
        }
        JsonNode experts = text.root().path("experts");
        for (int i = 0; i < experts.size(); i++) {
            List<String> own = strings(experts.path(i).path("capabilities"));
            if (!own.isEmpty() && own.stream().noneMatch(wanted::contains)) {
                warn(
                        "/experts/" + i + "/capabilities",
                        "no skill needs any of them, so the expert "
                                + experts.path(i).path("id").asText() + " will never be called");
            }
        }
    }

    private static List<String> strings(JsonNode list) {
        List<String> result = new ArrayList<>();
        list.forEach(each -> result.add(each.asText()));
        return result;
    }

    private void rules() {
        JsonNode list = text.root().path("rules");
        for (int i = 0; i < list.size(); i++) {
            rule(list.path(i), i, "expert", "experts");
            rule(list.path(i), i, "skill", "skills");
        }
    }

    private void rule(JsonNode rule, int index, String field, String kind) {
        String id = rule.path(field).asText();
        if (id.isEmpty() || id.equals("*")) {
            return;
        }
        List<String> known = new ArrayList<>();
        text.root().path(kind).forEach(each -> known.add(each.path("id").asText()));
        if (!known.contains(id)) {
            error(
                    "/rules/" + index + "/" + field,
                    "there is no " + field + " with the id \"" + id + "\"; use * or one of "
                            + String.join(", ", known));
        }
    }

    private void error(String pointer, String message) {
        problems.add(text.problem(pointer, message, false));
    }

    private void warn(String pointer, String message) {
        problems.add(text.problem(pointer, message, true));
    }
}
