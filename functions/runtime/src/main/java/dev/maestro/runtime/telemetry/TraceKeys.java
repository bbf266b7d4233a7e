package dev.maestro.runtime.telemetry;

/** Names of attributes of spans; the same as the keys of log lines. */
final class TraceKeys {

    static final String EPISODE_ID = "episodeId";
    static final String STEP_INDEX = "stepIndex";
    static final String STAGE = "stage";
    static final String EXPERT_ID = "expertId";
    static final String SKILL_ID = "skillId";
    static final String CALL_INDEX = "callIndex";
    static final String OUTCOME = "outcome";
    static final String LATENCY_MILLIS = "latencyMillis";
    static final String COST_MICRO_USD = "costMicroUsd";
    static final String ACTION = "action";
    static final String POLICY = "policy";
    static final String END = "end";
    static final String REWARD = "reward";
    static final String ERROR = "error";

    static final String CAPABILITY = "capability";
    static final String ROLE = "role";

    /** Name of the span of one expert inside of a call. */
    static final String EXPERT = "expert";

    /** Name of the span of a call. */
    static final String CALL = "call";

    private TraceKeys() {}
}
