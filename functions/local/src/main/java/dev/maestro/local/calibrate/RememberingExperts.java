package dev.maestro.local.calibrate;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.schema.registry.Expert;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Experts that answer the same request only once, with the usage of the real call: many skills read the same picture
 * in the same way. Failures are not remembered. For one task at a time, then thrown away.
 */
final class RememberingExperts implements Experts {

    private record Key(String expertId, ExpertRequest request) {}

    private final Experts experts;
    private final Map<Key, ExpertReply> replies = new ConcurrentHashMap<>();

    RememberingExperts(Experts experts) {
        this.experts = experts;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ExpertException when there is no reply
     */
    @Override
    public ExpertReply call(Expert expert, ExpertRequest request, Instant deadline) {
        Key key = new Key(expert.id(), request);
        ExpertReply known = replies.get(key);
        if (known != null) {
            return known;
        }
        ExpertReply reply = experts.call(expert, request, deadline);
        replies.put(key, reply);
        return reply;
    }
}
