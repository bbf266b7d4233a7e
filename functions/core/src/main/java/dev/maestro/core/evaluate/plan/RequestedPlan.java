package dev.maestro.core.evaluate.plan;

import dev.maestro.core.episode.ObjectStore;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.evaluate.item.BadLine;
import dev.maestro.core.evaluate.item.Half;
import dev.maestro.core.evaluate.item.ItemFolder;
import dev.maestro.core.evaluate.item.Selection;
import dev.maestro.core.registry.RegistrySnapshot;
import dev.maestro.schema.event.EvaluationRequested;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks for, checked before anything is run.
 *
 * @param plan sets, policies and pass rules
 * @param outcomeLog outcomes of every pair on the same items; null without
 * @param folder name of the folder of its files: letters, digits, {@code . _ - /}
 */
public record RequestedPlan(EvaluationPlan plan, @Nullable Path outcomeLog, String folder) {

    /** Code of the exception for a request that cannot be run as it is. */
    public static final String REFUSED = "evaluation-refused";

    private static final int SHOWN = 5;

    /**
     * Checks a request.
     *
     * @param roots folders that may be read
     * @throws TerminalException {@link #REFUSED}, or what {@link PolicyCheck} says; the message says what to do
     * @throws IOException when a list cannot be read; trying again may help
     */
    public static RequestedPlan of(
            EvaluationRequested request, List<Path> roots, RegistrySnapshot registry, ObjectStore objects)
            throws IOException {
        if (request.evaluationId() == null || request.evaluationId().isBlank()) {
            throw refused("the request has no evaluationId");
        }
        try {
            List<PassRule> rules = new ArrayList<>();
            request.minimums().forEach(text -> rules.add(PassRule.minimum(text)));
            request.notWorseThan().forEach(text -> rules.add(PassRule.notWorseThan(text)));
            List<PolicyChoice> policies = policies(request, rules);
            for (PolicyChoice choice : policies) {
                PolicyCheck.check(choice, registry, objects);
            }
            return new RequestedPlan(
                    new EvaluationPlan(folders(request, roots), policies, rules),
                    outcomeLog(request, roots),
                    folder(request));
        } catch (IllegalArgumentException e) {
            throw refused(String.valueOf(e.getMessage()));
        }
    }

    private static TerminalException refused(String message) {
        return new TerminalException(REFUSED, message);
    }

    private static List<PolicyChoice> policies(EvaluationRequested request, List<PassRule> rules) {
        if (request.policy() == null) {
            throw refused("the request names no policy");
        }
        Map<String, PolicyChoice> policies = new LinkedHashMap<>();
        policies.put(request.policy(), PolicyChoice.of(request.policy()));
        request.compare().forEach(label -> policies.putIfAbsent(label, PolicyChoice.of(label)));
        for (PassRule rule : rules) {
            String rival = PassRule.rival(rule);
            if (rival != null) {
                policies.putIfAbsent(rival, PolicyChoice.of(rival));
            }
        }
        return List.copyOf(policies.values());
    }

    private static List<ItemFolder.Checked> folders(EvaluationRequested request, List<Path> roots) throws IOException {
        if (request.data().isEmpty()) {
            throw refused("the request names no data");
        }
        Selection selection = new Selection(
                request.limit() == null ? 0 : request.limit(),
                request.seed() == null ? 1 : request.seed(),
                request.split(),
                half(request.half()));
        List<ItemFolder> found = new ArrayList<>();
        for (String name : request.data()) {
            found.addAll(ItemFolder.at(allowed("data set", name, roots)));
        }
        List<ItemFolder.Checked> checked = new ArrayList<>();
        for (ItemFolder folder : ItemFolder.distinct(found)) {
            ItemFolder.Checked of = folder.check(selection);
            if (!of.bad().isEmpty() && !"skip".equals(request.badLines())) {
                throw refused(String.join(
                                "; ",
                                of.bad().stream()
                                        .limit(SHOWN)
                                        .map(BadLine::toString)
                                        .toList())
                        + "; mend the list, or ask with badLines \"skip\"");
            }
            if (of.size() == 0) {
                throw refused(folder.items() + " has no item to run");
            }
            checked.add(of);
        }
        return checked;
    }

    private static @Nullable Path outcomeLog(EvaluationRequested request, List<Path> roots) {
        String name = request.outcomeLog();
        if (name == null) {
            return null;
        }
        Path log = allowed("outcome log", name, roots);
        if (!Files.isReadable(log) || Files.isDirectory(log)) {
            throw refused("the outcome log " + name + " is no file that can be read; make one with ./maestro outcomes");
        }
        return log;
    }

    /** One folder or some inside of each other; never one above. */
    private static String folder(EvaluationRequested request) {
        String out = request.out();
        if (out == null) {
            return EvaluationRecords.name(request.evaluationId());
        }
        if (!out.matches("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*")) {
            throw refused("out names a folder below that of the reports, of letters, digits, . _ - and /, not " + out);
        }
        return out;
    }

    private static @Nullable Half half(@Nullable String name) {
        if (name == null) {
            return null;
        }
        return switch (name) {
            case "train" -> new Half(true, Half.DEFAULT_SEED);
            case "dev" -> new Half(false, Half.DEFAULT_SEED);
            default -> throw refused("half is train or dev, not " + name);
        };
    }

    /** Nothing outside the roots is read, whatever a request says. */
    private static Path allowed(String kind, String name, List<Path> roots) {
        for (Path each : roots) {
            Path root = each.toAbsolutePath().normalize();
            Path last = root.getFileName();
            boolean itself = last != null && last.toString().equals(name);
            Path path = itself ? root : root.resolve(name).normalize();
            if (path.startsWith(root) && Files.exists(path)) {
                return path;
            }
        }
        throw refused("there is no " + kind + " " + name + " in "
                + (roots.isEmpty()
                        ? "any folder: none may be read; set maestro.evaluate.data"
                        : String.join(", ", roots.stream().map(Path::toString).toList())
                                + ", which are all that maestro.evaluate.data allows"));
    }
}
