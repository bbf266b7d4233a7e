package dev.maestro.core.promote;

import org.jspecify.annotations.Nullable;

/**
 * Which versions of a policy decide.
 *
 * @param policyId which policy
 * @param version that decides
 * @param previous that decided before, to go back to; null when there was none
 * @param candidate canary that decides a share of the tasks; null for none
 * @param share of the canary, 0 to 1
 */
public record Serving(
        String policyId,
        long version,
        @Nullable Long previous,
        @Nullable Long candidate,
        double share) {

    private static final int PARTS = 10_000;

    public Serving {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("the canary's share is between 0 and 1, was " + share);
        }
    }

    /** One version decides all. */
    public static Serving only(String policyId, long version) {
        return new Serving(policyId, version, null, null, 0);
    }

    /** The version that decides a task: the same for the same task, by a hash of its id. */
    public long versionFor(String taskId) {
        int hash = taskId.hashCode() * 0x9E3779B1;
        return candidate != null && Math.floorMod(hash ^ (hash >>> 15), PARTS) < share * PARTS ? candidate : version;
    }

    /** A new version decides all. */
    public Serving promoted(long newVersion) {
        return new Serving(policyId, newVersion, newVersion == version ? previous : Long.valueOf(version), null, 0);
    }

    /** A new version decides a share. */
    public Serving withCanary(long newVersion, double newShare) {
        return new Serving(policyId, version, previous, newVersion, newShare);
    }

    /**
     * The canary, or else the version that decides, no longer does.
     *
     * @throws IllegalStateException when there is nothing to go back to
     */
    public Serving rolledBack() {
        if (candidate != null) {
            return new Serving(policyId, version, previous, null, 0);
        }
        if (previous == null) {
            throw new IllegalStateException(
                    "version " + version + " of " + policyId + " is the first that decides; there is none before it");
        }
        return new Serving(policyId, previous, null, null, 0);
    }

    /** The version that {@link #rolledBack} takes out. */
    public long newest() {
        return candidate == null ? version : candidate;
    }
}
