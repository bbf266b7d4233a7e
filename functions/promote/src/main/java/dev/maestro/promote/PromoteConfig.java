package dev.maestro.promote;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Settings of the promote function. */
@ConfigMapping(prefix = "maestro.promote")
public interface PromoteConfig {

    /** Every how many versions one is compared with the version that decides. */
    @WithDefault("5")
    int every();

    /** Fewer dev tasks promote nothing. */
    @WithDefault("30")
    int minimumTasks();

    /** Of the test whether fewer tasks are right. */
    @WithDefault("0.05")
    double significance();

    /** Share of the tasks that a promoted version decides at first; 0 for all at once. */
    @WithDefault("0")
    double canary();

    /** Episodes of canary and serving version each before either is judged. */
    @WithDefault("50")
    int canaryEpisodes();

    /** Lambda of the comparison. */
    @WithDefault("0.1")
    double costWeight();
}
