package dev.maestro.core.observe;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.maestro.core.episode.Json;
import dev.maestro.core.episode.TerminalException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Calibration data as bytes: gzip of JSON. Questions are kept in 8 bits a number (with a scale for each), traits in 8
 * bits, statistics and costs to five digits; reading and writing again gives the same bytes.
 */
public final class CalibrationFile {

    /** Of the format; a reader refuses another. */
    public static final int VERSION = 1;

    private static final int MOST_BYTES = 256 * 1024 * 1024;

    private CalibrationFile() {}

    private record Document(
            int version, Provenance provenance, List<TaskRow> tasks, List<PairRow> pairs, List<ChainRow> chains) {}

    private record TaskRow(String id, float scale, String question, List<Double> statistics) {}

    private record PairRow(String id, String correct, List<Double> costMillis, String evidence) {}

    private record ChainRow(String first, String next, String correct) {}

    /** The bytes of some data. */
    public static byte[] bytes(CalibrationData data) {
        List<TaskRow> tasks = data.tasks().stream().map(CalibrationFile::row).toList();
        List<PairRow> pairs = new ArrayList<>();
        List<ChainRow> chains = new ArrayList<>();
        for (String pairId : data.pairIds()) {
            pairs.add(row(pairId, data.column(pairId).orElseThrow()));
            data.chainsAfter(pairId)
                    .forEach((next, correct) -> chains.add(new ChainRow(pairId, next, outcomes(correct))));
        }
        ByteArrayOutputStream result = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(result)) {
            zip.write(Json.bytes(new Document(VERSION, data.provenance(), tasks, pairs, chains)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return result.toByteArray();
    }

    private static TaskRow row(CalibrationTask task) {
        float largest = 1e-9f;
        for (float value : task.question()) {
            largest = Math.max(largest, Math.abs(value));
        }
        byte[] packed = new byte[task.question().length];
        for (int i = 0; i < packed.length; i++) {
            packed[i] = (byte) Math.round(task.question()[i] / largest * 127);
        }
        List<Double> statistics = new ArrayList<>();
        for (double value : task.statistics()) {
            statistics.add(digits(value));
        }
        return new TaskRow(task.id(), largest, text(packed), statistics);
    }

    private static PairRow row(String pairId, CalibrationData.Column column) {
        List<Double> cost = new ArrayList<>();
        byte[] evidence = new byte[column.correct().length * EvidenceTraits.DIMENSIONS];
        for (int j = 0; j < column.correct().length; j++) {
            cost.add(digits(column.costMillis()[j]));
            for (int t = 0; t < EvidenceTraits.DIMENSIONS; t++) {
                evidence[j * EvidenceTraits.DIMENSIONS + t] = (byte) Math.round(column.evidence()[j][t] * 255);
            }
        }
        return new PairRow(pairId, outcomes(column.correct()), cost, text(evidence));
    }

    /** Five significant digits. */
    private static double digits(double value) {
        return value == 0
                ? 0
                : new java.math.BigDecimal(value)
                        .round(new java.math.MathContext(5))
                        .doubleValue();
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** One character a task: 1, 0, or a dot for unknown. */
    private static String outcomes(byte[] correct) {
        StringBuilder result = new StringBuilder(correct.length);
        for (byte each : correct) {
            result.append(each == CalibrationData.UNKNOWN ? '.' : each == 1 ? '1' : '0');
        }
        return result.toString();
    }

    /**
     * Reads a file.
     *
     * @param source file name, for the message
     * @throws TerminalException {@code malformed-calibration} when it cannot be read, with what to do
     */
    public static CalibrationData read(String source, byte[] bytes) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] json = zip.readNBytes(MOST_BYTES);
            Document document = Json.mapper().readValue(json, Document.class);
            if (document == null || document.version() != VERSION) {
                throw malformed(source, "its version is not " + VERSION);
            }
            return data(document);
        } catch (JsonProcessingException e) {
            throw malformed(source, e.getOriginalMessage());
        } catch (IOException e) {
            throw malformed(source, e.toString());
        } catch (IllegalArgumentException | NullPointerException | IndexOutOfBoundsException e) {
            throw malformed(source, "its parts do not fit together");
        }
    }

    private static TerminalException malformed(String source, String why) {
        return new TerminalException(
                "malformed-calibration",
                "the calibration data " + source + " cannot be read: " + why + "; run ./maestro calibrate again");
    }

    private static CalibrationData data(Document document) {
        CalibrationData.Builder builder = new CalibrationData.Builder(document.provenance());
        document.tasks().forEach(row -> builder.task(task(row)));
        for (PairRow row : document.pairs()) {
            byte[] evidence = Base64.getDecoder().decode(row.evidence());
            for (int j = 0; j < document.tasks().size(); j++) {
                if (row.correct().charAt(j) != '.') {
                    byte correct = (byte) (row.correct().charAt(j) - '0');
                    builder.put(row.id(), j, correct, row.costMillis().get(j).floatValue(), traits(evidence, j));
                }
            }
        }
        for (ChainRow row : document.chains()) {
            for (int j = 0; j < document.tasks().size(); j++) {
                if (row.correct().charAt(j) != '.') {
                    builder.chain(
                            document.tasks().get(j).id(),
                            row.first(),
                            row.next(),
                            row.correct().charAt(j) == '1');
                }
            }
        }
        return builder.build();
    }

    private static CalibrationTask task(TaskRow row) {
        byte[] packed = Base64.getDecoder().decode(row.question());
        float[] question = new float[packed.length];
        for (int i = 0; i < question.length; i++) {
            question[i] = packed[i] * row.scale() / 127;
        }
        double[] statistics =
                row.statistics().stream().mapToDouble(Double::doubleValue).toArray();
        return new CalibrationTask(row.id(), question, statistics);
    }

    private static float[] traits(byte[] evidence, int task) {
        float[] result = new float[EvidenceTraits.DIMENSIONS];
        for (int t = 0; t < result.length; t++) {
            result[t] = (evidence[task * EvidenceTraits.DIMENSIONS + t] & 0xff) / 255f;
        }
        return result;
    }
}
