package dev.maestro.schema.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Why a task was submitted; decides what may be done with its episodes. */
public enum Purpose {
    /** A user's question. */
    @JsonProperty("serve")
    SERVE,
    /** A rollout to learn from. */
    @JsonProperty("train")
    TRAIN,
    /** A run of a pair to learn how good it is. */
    @JsonProperty("calibrate")
    CALIBRATE,
    /** A measurement; never learned from. */
    @JsonProperty("evaluate")
    EVALUATE;

    /** The word that stands for this purpose on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
