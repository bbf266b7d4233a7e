package dev.maestro.core.train;

import dev.maestro.core.decide.JavaScorer;
import dev.maestro.core.decide.ResidualWeights;
import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import dev.maestro.core.experience.Experience;
import dev.maestro.core.experience.ExperienceFile;
import dev.maestro.core.registry.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version of a policy with all that its learner needs to go on, as bytes: a line with the format and the SHA-256 of the
 * rest, then JSON. The same checkpoint gives the same bytes.
 *
 * @param policyId whose weights
 * @param version 1 for untrained
 * @param learner weights and moments
 * @param experience what it remembers of rewarded episodes
 * @param position entries of the training log that were taken up
 * @param provenance code revision, seed, digests of the data, dev scores; sorted by key
 */
public record Checkpoint(
        String policyId,
        long version,
        Learner.State learner,
        Experience experience,
        long position,
        Map<String, String> provenance) {

    /** The version of untrained weights; also that of the model as it is shipped. */
    public static final long FIRST = 1;

    private static final String FORMAT = "maestro-checkpoint-1 ";

    public Checkpoint {
        provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
    }

    private record Document(
            String policyId,
            long version,
            long position,
            int steps,
            String parameters,
            String first,
            String second,
            @Nullable String experience,
            Map<String, String> provenance) {}

    /** A checkpoint of untrained weights. */
    public static Checkpoint untrained(String policyId, long seed) {
        Learner learner = new Learner(GrpoSettings.DEFAULT, ResidualWeights.random(seed));
        return new Checkpoint(
                policyId, FIRST, learner.state(), Experience.NONE, 0, Map.of("seed", Long.toString(seed)));
    }

    /** Whether anything was learned; an untrained version decides about as the calibrated router does. */
    public boolean isTrained() {
        return learner.steps() > 0 || !experience.isEmpty();
    }

    /**
     * This version as the first of another training log.
     *
     * @param facts added to its provenance
     */
    public Checkpoint asFirst(Map<String, String> facts) {
        Map<String, String> all = new TreeMap<>(provenance);
        all.putAll(facts);
        return new Checkpoint(policyId, FIRST, learner, experience, 0, all);
    }

    /** The weights as they are served. */
    public ResidualWeights weights() {
        return Network.weights(learner.parameters());
    }

    /** What decides: the weights with the experience. */
    public JavaScorer scorer() {
        return new JavaScorer(weights(), experience);
    }

    /** SHA-256 of all that decides, hexadecimal: the weights as they are served, and the experience. */
    public String weightsSha256() {
        ResidualWeights weights = weights();
        double[] flat = Network.flat(weights);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(doubles(flat));
        all.writeBytes(ExperienceFile.bytes(experience));
        return Digest.hex(all.toByteArray());
    }

    /** The bytes. */
    public byte[] bytes() {
        byte[] json = Json.bytes(new Document(
                policyId,
                version,
                position,
                learner.steps(),
                text(learner.parameters()),
                text(learner.first()),
                text(learner.second()),
                Base64.getEncoder().encodeToString(ExperienceFile.bytes(experience)),
                provenance));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes((FORMAT + Digest.hex(json) + "\n").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(json);
        return out.toByteArray();
    }

    /**
     * Reads a checkpoint.
     *
     * @param source name for messages
     * @throws TerminalException {@code damaged-checkpoint} when it is cut off, changed or of another format
     */
    public static Checkpoint read(String source, byte[] bytes) {
        int header = FORMAT.length() + 64 + 1;
        String start = new String(bytes, 0, Math.min(header, bytes.length), StandardCharsets.US_ASCII);
        if (!start.startsWith(FORMAT) || start.length() < header) {
            throw damaged(source, "it does not begin as a checkpoint does");
        }
        byte[] json = Arrays.copyOfRange(bytes, header, bytes.length);
        if (!start.substring(FORMAT.length(), header - 1).equals(Digest.hex(json))) {
            throw damaged(source, "its checksum is wrong: it was cut off or changed");
        }
        Document document = Json.read(Document.class, json, "damaged-checkpoint");
        return new Checkpoint(
                document.policyId(),
                document.version(),
                new Learner.State(
                        numbers(source, document.parameters()),
                        numbers(source, document.first()),
                        numbers(source, document.second()),
                        document.steps()),
                experience(source, document.experience()),
                document.position(),
                document.provenance());
    }

    /** Checkpoints of before there was any hold none. */
    private static Experience experience(String source, @Nullable String text) {
        try {
            return text == null
                    ? Experience.NONE
                    : ExperienceFile.read(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw damaged(source, String.valueOf(e.getMessage()));
        }
    }

    private static TerminalException damaged(String source, String why) {
        return new TerminalException(
                "damaged-checkpoint",
                "the checkpoint " + source + " is not used: " + why + "; restore it, or train again");
    }

    private static String text(double[] values) {
        return Base64.getEncoder().encodeToString(doubles(values));
    }

    private static byte[] doubles(double[] values) {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * 8).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asDoubleBuffer().put(values);
        return buffer.array();
    }

    private static double[] numbers(String source, String text) {
        byte[] bytes = Base64.getDecoder().decode(text);
        if (bytes.length != Network.SIZE * 8) {
            throw damaged(source, "it has " + bytes.length / 8 + " numbers, not " + Network.SIZE);
        }
        double[] result = new double[Network.SIZE];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(result);
        return result;
    }
}
