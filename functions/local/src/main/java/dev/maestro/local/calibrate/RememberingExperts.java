package dev.maestro.local.calibrate;

import dev.maestro.core.invoke.ExpertException;
import dev.maestro.core.invoke.ExpertReply;
import dev.maestro.core.invoke.ExpertRequest;
import dev.maestro.core.invoke.Experts;
import dev.maestro.schema.registry.Expert;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Experts that answer the same request only once, with the usage of the real call: many skills read the same picture
 * in the same way. Failures are not remembered. For one task at a time, then thrown away; the replies longest unused
 * are forgotten where there are many. Thread-safe; two threads that ask the same at once may both call.
 */
final class RememberingExperts implements Experts {

    private static final int MOST = 256;

    private record Key(String expertId, ExpertRequest request) {}

    private final Experts experts;
    private final CallTally tally;
    private final int most;
    private final Map<Key, ExpertReply> replies = new LinkedHashMap<>(16, 0.75f, true);

    RememberingExperts(Experts experts, CallTally tally) {
        this(experts, tally, MOST);
    }

    /** @param most replies that are remembered */
    RememberingExperts(Experts experts, CallTally tally, int most) {
        this.experts = experts;
        this.tally = tally;
        this.most = most;
    }

    /**
     * {@inheritDoc}
     *
     * @throws ExpertException when there is no reply
     */
    @Override
    public ExpertReply call(Expert expert, ExpertRequest request, Instant deadline) {
        Key key = new Key(expert.id(), request);
        synchronized (replies) {
            ExpertReply known = replies.get(key);
            if (known != null) {
                tally.repeated(expert.id(), known.usage().cpuMillis());
                return known;
            }
        }
        ExpertReply reply = experts.call(expert, request, deadline);
        tally.called(expert.id(), reply.usage().cpuMillis());
        synchronized (replies) {
            replies.put(key, reply);
            while (replies.size() > most) {
                replies.remove(replies.keySet().iterator().next());
            }
        }
        return reply;
    }
}
