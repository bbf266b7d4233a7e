package dev.maestro.core.task;

import dev.maestro.core.registry.Digest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids of tasks and episodes: the same request gives the same ids. */
public final class EpisodeIds {

    private static final char[] BASE32 = "abcdefghijklmnopqrstuvwxyz234567".toCharArray();
    private static final int LENGTH = 26;

    private EpisodeIds() {}

    /**
     * Id of a task.
     *
     * @param tenant whose task
     * @param idempotencyKey chosen by the client; null for a task that is new whatever happens
     */
    public static String taskId(String tenant, @Nullable String idempotencyKey) {
        String key = idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey;
        return "t-" + hash(tenant + '\n' + key);
    }

    /**
     * Id of an episode.
     *
     * @param taskId of its task
     * @param rollout which attempt at the task, from 0
     */
    public static String episodeId(String taskId, int rollout) {
        return "e-" + hash(taskId + '\n' + rollout);
    }

    /**
     * A seed that depends on its parts alone.
     *
     * @param base seed of the task
     * @param rollout which attempt at the task
     */
    public static long seed(long base, int rollout) {
        long z = base + (rollout + 1) * 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    private static String hash(String text) {
        byte[] digest = Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
        StringBuilder result = new StringBuilder(LENGTH);
        int buffer = 0;
        int bits = 0;
        for (int i = 0; result.length() < LENGTH; i++) {
            buffer = (buffer << 8) | (digest[i] & 0xff);
            bits += 8;
            while (bits >= 5 && result.length() < LENGTH) {
                result.append(BASE32[(buffer >>> (bits - 5)) & 31]);
                bits -= 5;
            }
        }
        return result.toString();
    }
}
