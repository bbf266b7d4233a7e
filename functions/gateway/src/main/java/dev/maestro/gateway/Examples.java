package dev.maestro.gateway;

/** Examples of the API's documentation; a test sends the requests and reads the replies. */
public final class Examples {

    public static final String QUESTION = """
            {
              "question": "What colour is the pixel?",
              "images": [{"base64": "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="}]
            }""";

    public static final String QUESTION_WITH_SETTINGS = """
            {
              "question": "What is 2 + 3?",
              "choices": ["4", "5", "6"],
              "settings": {"budget": {"maxSteps": 2, "maxMillis": 10000}, "costWeight": 0.1},
              "purpose": "serve"
            }""";

    public static final String CHAT = """
            {
              "model": "maestro",
              "messages": [{"role": "user", "content": [
                {"type": "text", "text": "What colour is the pixel?"},
                {"type": "image_url", "image_url": {"url": "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="}}]}],
              "maestro": {"budget": {"maxSteps": 2}, "deadlineMillis": 20000}
            }""";

    public static final String FEEDBACK = """
            {"score": 1, "comment": "right"}""";

    public static final String ANSWERED = """
            {
              "episodeId": "e-mgw2k3d5hqz4xgayb7ncrvhj2s",
              "taskId": "t-5f3aw2k7dmqz4xg6yb2ncrvhj7",
              "status": "ended",
              "answer": "12.40",
              "end": {"type": "answered", "answer": "12.40"},
              "cost": {"calls": 1, "tokens": 0, "cpuMillis": 212.5, "costMicroUsd": 2.9, "billedMicroUsd": 2.9},
              "steps": [
                {"stepIndex": 0, "action": "invoke", "expertId": "ppocr-v4", "skillId": "read-text",
                 "query": "What is the total?", "outcome": "answered", "observation": "12.40",
                 "latencyMillis": 231.0, "costMicroUsd": 2.9, "cpuMillis": 212.5},
                {"stepIndex": 1, "action": "answer", "query": "12.40",
                 "latencyMillis": 0.8, "costMicroUsd": 0, "cpuMillis": 0}
              ],
              "latencyMillis": 248.2,
              "policyId": "calibrated-router",
              "policyVersion": "1"
            }""";

    private Examples() {}
}
