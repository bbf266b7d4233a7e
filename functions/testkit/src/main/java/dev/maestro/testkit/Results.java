package dev.maestro.testkit;

import dev.maestro.core.evaluate.batch.ItemResult;
import dev.maestro.core.evaluate.batch.ItemStep;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import javax.imageio.ImageIO;

/** Results of items, as an evaluation logs them. */
public final class Results {

    private final String policy;
    private final String question;
    private final String answer;
    private final double score;
    private final String outcome;
    private String id = "item";
    private String benchmark = "set";
    private List<String> choices = List.of();
    private List<String> images = List.of();

    private Results(String policy, String question, String answer, double score, String outcome) {
        this.policy = policy;
        this.question = question;
        this.answer = answer;
        this.score = score;
        this.outcome = outcome;
    }

    /** An answer that is right. */
    public static Results right(String policy, String question) {
        return new Results(policy, question, "1", 1, "answered");
    }

    /** An answer that is not. */
    public static Results wrong(String policy, String question, String answer) {
        return new Results(policy, question, answer, 0, "answered");
    }

    /** What infrastructure failed on. */
    public static Results broken(String policy, String question) {
        return new Results(policy, question, "", 0, ItemResult.BROKEN);
    }

    /** Writes a picture and gives its path. */
    public static String picture(Path file) throws IOException {
        ImageIO.write(new BufferedImage(800, 20, BufferedImage.TYPE_INT_RGB), "png", file.toFile());
        return file.toString();
    }

    /** Of this item. */
    public Results withId(String given) {
        id = given;
        return this;
    }

    /** Of this set. */
    public Results withBenchmark(String given) {
        benchmark = given;
        return this;
    }

    /** Among these. */
    public Results withChoices(List<String> given) {
        choices = given;
        return this;
    }

    /** With pictures at these paths. */
    public Results withImages(List<String> given) {
        images = given;
        return this;
    }

    /** The result. */
    public ItemResult build() {
        boolean failed = outcome.equals(ItemResult.BROKEN);
        ItemStep step = new ItemStep(0, "expert/skill", "answered", answer, 5, 4, 3, 0.9, 0.8, List.of(answer));
        return new ItemResult(
                policy,
                benchmark,
                "",
                id,
                "family",
                question,
                choices,
                images,
                "1",
                "number",
                "exact",
                failed ? null : answer,
                score,
                score >= 1,
                outcome,
                failed ? "the broker was gone" : null,
                List.of("expert/skill"),
                List.of(step),
                3,
                3,
                4,
                50,
                5,
                6,
                "1",
                "task",
                "episode",
                Instant.EPOCH);
    }
}
