package dev.maestro.core.train;

import java.util.Locale;

/** Why a rewarded episode, or a group, is not learned from. */
public enum Waste {
    /** Its purpose is not {@code train}. */
    OTHER_PURPOSE,
    /** Another policy decided. */
    OTHER_POLICY,
    /** Nobody knew the right answer. */
    UNSCORED,
    /** Its reward is not a finite number. */
    NOT_A_NUMBER,
    /** Its decisions carry no features, or damaged ones. */
    NO_FEATURES,
    /** The same episode and attempt came before. */
    DUPLICATE,
    /** Its group was closed already. */
    LATE,
    /** Its policy version is too old. */
    STALE,
    /** Its registry is not that of its group. */
    OTHER_REGISTRY,
    /** Infrastructure failed. */
    BROKEN,
    /** Its group had fewer than half of its rollouts at its deadline. */
    INCOMPLETE;

    /** Kebab-case name, in manifests and metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
