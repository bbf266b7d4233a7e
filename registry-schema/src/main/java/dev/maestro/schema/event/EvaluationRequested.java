package dev.maestro.schema.event;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Somebody wants to know how good a policy is. The same request again changes nothing; another one under an id that was
 * used is refused.
 *
 * @param evaluationId chosen by who asks
 * @param data sets of items: names of folders below those that the evaluate function may read, or their paths
 * @param policy that is evaluated: a policy, policy@version, or expert:skill
 * @param compare others to run on the same items, written likewise
 * @param limit at most so many items of each set; null for all
 * @param seed of the draw and of the items; null for 1
 * @param split only items whose split is this; null for all
 * @param half {@code train} or {@code dev}; null for both
 * @param budgetMicroUsd what the whole batch may spend; null for no limit
 * @param minimums pass rules, such as {@code 0.7}, {@code micro:0.7} or {@code SET:0.7}
 * @param notWorseThan pass rules, such as {@code best-pair:0.02:0.95}
 * @param badLines {@code refuse} or {@code skip}; null for refuse
 * @param outcomeLog outcomes of every pair on the same items, a file below the folders that may be read: the report then
 *     has simple routers, single experts, single pairs and the oracle beside the policy; null without
 * @param out folder of the report's files, below that of all reports; null for one named as the evaluation
 * @param requestedAt when
 */
public record EvaluationRequested(
        String evaluationId,
        List<String> data,
        String policy,
        List<String> compare,
        @Nullable Integer limit,
        @Nullable Long seed,
        @Nullable String split,
        @Nullable String half,
        @Nullable Double budgetMicroUsd,
        List<String> minimums,
        List<String> notWorseThan,
        @Nullable String badLines,
        @Nullable String outcomeLog,
        @Nullable String out,
        Instant requestedAt)
        implements EvaluationEvent {

    private static final int DIGEST_BYTES = 8;

    public EvaluationRequested {
        data = data == null ? List.of() : List.copyOf(data);
        compare = compare == null ? List.of() : List.copyOf(compare);
        minimums = minimums == null ? List.of() : List.copyOf(minimums);
        notWorseThan = notWorseThan == null ? List.of() : List.copyOf(notWorseThan);
    }

    /** Every item of some sets, without pass rules. */
    public static EvaluationRequested of(String evaluationId, List<String> data, String policy, Instant requestedAt) {
        return new EvaluationRequested(
                evaluationId,
                data,
                policy,
                List.of(),
                null,
                null,
                null,
                null,
                null,
                List.of(),
                List.of(),
                null,
                null,
                null,
                requestedAt);
    }

    /** With these pass rules. */
    public EvaluationRequested withRules(List<String> newMinimums, List<String> newNotWorseThan) {
        return with(newMinimums, newNotWorseThan, badLines);
    }

    /** With {@code refuse} or {@code skip} for lines that cannot be used. */
    public EvaluationRequested withBadLines(String newBadLines) {
        return with(minimums, notWorseThan, newBadLines);
    }

    /** With an outcome log of the items, and a folder of the report's files. */
    public EvaluationRequested withFiles(@Nullable String newOutcomeLog, @Nullable String newOut) {
        return new EvaluationRequested(
                evaluationId,
                data,
                policy,
                compare,
                limit,
                seed,
                split,
                half,
                budgetMicroUsd,
                minimums,
                notWorseThan,
                badLines,
                newOutcomeLog,
                newOut,
                requestedAt);
    }

    private EvaluationRequested with(
            List<String> newMinimums, List<String> newNotWorseThan, @Nullable String newBadLines) {
        return new EvaluationRequested(
                evaluationId,
                data,
                policy,
                compare,
                limit,
                seed,
                split,
                half,
                budgetMicroUsd,
                newMinimums,
                newNotWorseThan,
                newBadLines,
                outcomeLog,
                out,
                requestedAt);
    }

    /**
     * What is asked for, without when: 16 hexadecimal digits. Two requests with the same id and the same content are one.
     */
    public String contentDigest() {
        StringBuilder content = new StringBuilder();
        for (Object part : new Object[] {
            evaluationId, policy, limit, seed, split, half, budgetMicroUsd, badLines,
        }) {
            append(content, part);
        }
        for (List<String> parts : List.of(data, compare, minimums, notWorseThan)) {
            append(content, parts.size());
            parts.forEach(part -> append(content, part));
        }
        if (outcomeLog != null || out != null) { // without them as it always was, so that a request stays the same
            append(content, outcomeLog);
            append(content, out);
        }
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(content.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** With its length, so that no two contents read alike. */
    private static void append(StringBuilder content, @Nullable Object part) {
        String text = part == null ? "" : part.toString();
        content.append(part == null ? -1 : text.length()).append(':').append(text);
    }

    @Override
    public String eventId() {
        return EventIds.of(evaluationId, "evaluation-requested-" + contentDigest());
    }
}
