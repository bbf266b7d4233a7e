"""Golden vectors of GrpoLossTest and AdvantagesTest, worked out apart from the Java: python3 grpo.py (no libraries)."""
import math
import statistics

CANDIDATE, CONTEXT, UNITS = 15, 12, 32
SIZE = (CANDIDATE + CONTEXT) * UNITS + 2 * UNITS + 1
parameters = [((i * 13) % 29 - 14) / 64 for i in range(SIZE)]


def candidates(n, stop):
    rows = [[((k * 7 + i * 3) % 11 - 5) / 8 for i in range(CANDIDATE)] for k in range(n)]
    for row in rows:
        row[9] = 0.0
    if stop:
        rows[0][9] = 1.0
    return rows


context = [((i * 5) % 7 - 3) / 4 for i in range(CONTEXT)]


def log_probabilities(rows):
    logits = []
    for k, row in enumerate(rows):
        logit = k / 4  # prior
        if row[9] == 0:
            x = row + context
            for u in range(UNITS):
                h = sum(x[i] * parameters[i * UNITS + u] for i in range(27)) + parameters[27 * UNITS + u]
                logit += max(0.0, h) * parameters[27 * UNITS + UNITS + u]
            logit += parameters[-1]
        logits.append(logit)
    top = max(logits)
    total = top + math.log(math.fsum(math.exp(z - top) for z in logits))
    return [z - total for z in logits]


def loss(samples, clip=0.2, dual=3.0, entropy_weight=0.01):
    total = 0
    for rows, chosen, old, advantage in samples:
        lp = log_probabilities(rows)
        ratio = math.exp(lp[chosen] - old)
        surrogate = min(ratio * advantage, min(max(ratio, 1 - clip), 1 + clip) * advantage)
        if advantage < 0:
            surrogate = max(surrogate, dual * advantage)
        total += -surrogate - entropy_weight * -math.fsum(math.exp(p) * p for p in lp)
    return total / len(samples)


three, four = candidates(3, True), candidates(4, False)
print("log-probabilities", log_probabilities(three), log_probabilities(four))
for name, samples in {
    "fresh": [(three, 1, log_probabilities(three)[1], 1.5), (four, 2, log_probabilities(four)[2], -0.5)],
    "clipped high": [(three, 1, log_probabilities(three)[1] - 0.5, 1.0)],
    "clipped low": [(four, 0, log_probabilities(four)[0] + 0.5, -1.0)],
    "not clipped": [(four, 0, log_probabilities(four)[0] + 0.5, 1.0)],
    "dual": [(four, 3, log_probabilities(four)[3] - 2.0, -1.0)],
    "stop": [(three, 0, log_probabilities(three)[0] - 0.1, 2.0)],
}.items():
    print(name, repr(loss(samples)))
for rewards in ([1, 0, 0, 1, 0, 0, 0, 0], [0.87, 0.91, 0, 0], [0.90, 0.91, 0.90, 0.90]):
    mean = math.fsum(rewards) / len(rewards)
    deviation = statistics.stdev(rewards)
    print(rewards, [(r - mean) / (deviation + 1e-6) for r in rewards], [(r - mean) / (max(deviation, .02) + 1e-6) for r in rewards])
