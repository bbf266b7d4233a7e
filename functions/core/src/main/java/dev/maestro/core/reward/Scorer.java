package dev.maestro.core.reward;

import dev.maestro.core.episode.TerminalException;
import dev.maestro.schema.wire.Reference;
import java.util.List;

/** Compares an answer with the reference. Strict: a right answer inside a longer text is wrong. */
@FunctionalInterface
public interface Scorer {

    /** What {@link #of(String)} knows, for messages. */
    String METRICS =
            "exact, choice, relaxed_accuracy, anls, formula, chartqa, geometry3k, tallyqa, msearthmcq, microvqa, "
                    + "slake, vstar, zwz, hrbench, mathvision, erqa, ocrbench, vlms_are_blind or humaneval_v";

    /**
     * The score.
     *
     * @param answer what was answered; empty scores 0
     * @param reference what is right
     * @param choices options of the task in order, else empty
     * @return 0 to 1
     */
    double score(String answer, Reference reference, List<String> choices);

    /**
     * The scorer of a metric or data source, for answers that need no code to be run.
     *
     * @throws TerminalException {@code unknown-metric}, or when used {@code no-code-judge}
     */
    static Scorer of(String metric) {
        return of(metric, CodeJudge.NONE);
    }

    /**
     * The scorer of a metric or data source. An answer over {@link BoundedScorer#LONGEST} characters scores 0.
     *
     * @param metric one of {@link #METRICS}
     * @param judge runs code, for {@code humaneval_v}
     * @throws TerminalException {@code unknown-metric}
     */
    static Scorer of(String metric, CodeJudge judge) {
        return switch (metric) {
            case "exact" -> new BoundedScorer(new ExactScorer());
            case "relaxed_accuracy" -> new BoundedScorer(new RelaxedScorer());
            case "anls" -> new BoundedScorer(new AnlsScorer());
            case "formula", "geometry3k" -> new BoundedScorer(new FormulaScorer());
            case "choice", "msearthmcq", "microvqa", "hrbench", "erqa" -> new BoundedScorer(new ChoiceScorer());
            case "chartqa" -> new BoundedScorer(new ChartScorer());
            case "tallyqa" -> new BoundedScorer(new CountScorer());
            case "slake", "vstar", "zwz" -> new BoundedScorer(new ShortAnswerScorer());
            case "mathvision" -> new BoundedScorer(new MathVisionScorer());
            case "ocrbench" -> new BoundedScorer(new OcrBenchScorer());
            case "vlms_are_blind" -> new BoundedScorer(new BlindTestScorer());
            case "humaneval_v" -> new BoundedScorer(new CodeScorer(judge));
            default ->
                throw new TerminalException("unknown-metric", "no scorer is called '" + metric + "'; use " + METRICS);
        };
    }
}
