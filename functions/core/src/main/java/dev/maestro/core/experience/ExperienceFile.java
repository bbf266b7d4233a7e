package dev.maestro.core.experience;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An experience as bytes, little-endian: ids of pairs (count, then length and UTF-8 of each), tasks (count, then 444 bytes
 * each), attempts (count, then 21 bytes each: task, last and called pair as int16, hops with the agreement as its highest
 * bit, six traits, outcome and log cost as float32). The same experience gives the same bytes, and comes back to the bit.
 */
public final class ExperienceFile {

    private static final int ATTEMPT = 2 + 2 + 2 + 1 + 6 + 4 + 4;
    private static final int AGREED = 0x80;
    private static final int HOPS = 0x7f;

    private ExperienceFile() {}

    /** The bytes; none for an empty experience. */
    public static byte[] bytes(Experience experience) {
        if (experience.isEmpty()) {
            return new byte[0];
        }
        Map<String, Integer> ids = new LinkedHashMap<>();
        Map<TaskPoint, Integer> places = new LinkedHashMap<>();
        for (Attempt attempt : experience.attempts()) {
            ids.putIfAbsent(attempt.situation().last(), ids.size());
            ids.putIfAbsent(attempt.pair(), ids.size());
            places.putIfAbsent(attempt.task(), places.size());
        }
        int names = ids.keySet().stream()
                .mapToInt(id -> 2 + id.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        int size = 12
                + names
                + places.size() * TaskPoint.BYTES
                + experience.attempts().size() * ATTEMPT;
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(ids.size());
        for (String id : ids.keySet()) {
            byte[] name = id.getBytes(StandardCharsets.UTF_8);
            buffer.putShort((short) name.length).put(name);
        }
        buffer.putInt(places.size());
        places.keySet().forEach(task -> buffer.put(Base64.getDecoder().decode(task.text())));
        buffer.putInt(experience.attempts().size());
        for (Attempt attempt : experience.attempts()) {
            Attempt.Situation situation = attempt.situation();
            buffer.putShort(places.getOrDefault(attempt.task(), 0).shortValue());
            buffer.putShort(ids.getOrDefault(situation.last(), 0).shortValue());
            buffer.putShort(ids.getOrDefault(attempt.pair(), 0).shortValue());
            buffer.put((byte) ((situation.hops() & HOPS) | (situation.agreed() ? AGREED : 0)));
            buffer.put(situation.packed()).putFloat(attempt.outcome()).putFloat(attempt.logCost());
        }
        return buffer.array();
    }

    /**
     * Reads the bytes.
     *
     * @throws IllegalArgumentException when they are no experience
     */
    public static Experience read(byte[] bytes) {
        if (bytes.length == 0) {
            return Experience.NONE;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        try {
            List<String> ids = new ArrayList<>();
            for (int left = buffer.getInt(); left > 0; left--) {
                ids.add(new String(next(buffer, buffer.getShort()), StandardCharsets.UTF_8));
            }
            List<TaskPoint> tasks = new ArrayList<>();
            for (int left = buffer.getInt(); left > 0; left--) {
                tasks.add(TaskPoint.read(Base64.getEncoder().encodeToString(next(buffer, TaskPoint.BYTES))));
            }
            List<Attempt> attempts = new ArrayList<>();
            for (int left = buffer.getInt(); left > 0; left--) {
                attempts.add(attempt(buffer, ids, tasks));
            }
            return Experience.of(attempts);
        } catch (BufferUnderflowException | IndexOutOfBoundsException | NegativeArraySizeException e) {
            throw new IllegalArgumentException("an experience is cut off, or its parts do not fit together", e);
        }
    }

    private static Attempt attempt(ByteBuffer buffer, List<String> ids, List<TaskPoint> tasks) {
        TaskPoint task = tasks.get(buffer.getShort());
        String last = ids.get(buffer.getShort());
        String pair = ids.get(buffer.getShort());
        int flags = buffer.get();
        float[] traits = Attempt.Situation.unpacked(next(buffer, 6));
        Attempt.Situation situation = new Attempt.Situation(last, flags & HOPS, (flags & AGREED) != 0, traits);
        return new Attempt(task, situation, pair, buffer.getFloat(), buffer.getFloat());
    }

    private static byte[] next(ByteBuffer buffer, int length) {
        byte[] result = new byte[length];
        buffer.get(result);
        return result;
    }
}
