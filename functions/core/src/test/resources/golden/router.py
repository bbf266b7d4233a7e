"""Golden vectors of the calibrated router, from the formulas and with numpy, sharing no code with the Java.
Run: python3 router.py. Made with numpy 2.4.6 on 2026-11-22; again with numpy 1.24.2 on 2026-11-23."""
import numpy as np

n, K, lam, m0, prior = 5, 4, 0.1, 0.001, 0.05
q = np.array([[((i * 7) % 17 - 8) / 10 + 0.15 * ((i * (j + 2)) % 11 - 5) / 10 for i in range(384)] for j in range(n + 1)],
             dtype=np.float32).astype(float)
s = np.array([[((i * 3 + j * 5) % 7) / 100 for i in range(14)] for j in range(n + 1)])
cosine = lambda a, b: a @ b / np.sqrt((a @ a) * (b @ b))
sd = s[:n].std(axis=0)
def kernel(i, j):
    d = (((0.8 * (s[i] - s[j])) / (sd + 0.05)) ** 2).sum()
    return np.exp((cosine(q[i], q[j]) - 1) / 0.1) * (0.95 * np.exp(-d) + 0.05 * np.exp(-d / 10))
TRAITS = {"OPEN": [0, 0, 4 / 60, 0, 0, 0], "12+7=": [0, 0, 5 / 60, 3 / 5, 1, 1 / 5], "": [1, 0, 0, 0, 0, 0],
          "42": [0, 1, 2 / 60, 1, 0, 0]}
nan = float("nan")
# columns: r/read-plain, s/read-plain, u/read-plain (never run), c/compute
ok = np.array([[1, 0, nan, 0], [0, 1, nan, 0], [0, 0, nan, 0], [0, nan, nan, 1], [1, 1, nan, 0]])
ms = np.array([[10 * (k + 1) + j for k in range(K)] for j in range(n)], dtype=float)
text = [["OPEN", "OPEN", "", ""], ["12+7=", "OPEN", "", ""], ["12+7=", "12+7=", "", "42"], ["", "", "", "42"],
        ["42", "42", "", "42"]]
chain = {0: {3: np.array([0, 1, 1, nan, nan])}, 1: {3: np.array([0, nan, 1, 0, 0])}}
for a in chain:  # a first pair that brought nothing leaves the next pair to itself
    for k in chain[a]:
        for j in range(n):
            if np.isnan(chain[a][k][j]) and not np.isnan(ok[j, a]) and not text[j][a]:
                chain[a][k][j] = ok[j, k]
usual = [np.nanmean(np.where(np.isnan(ok[:, k]), nan, np.log(ms[:, k]))) if k != 2 else np.log(200) for k in range(K)]
def mean(w, x):
    known = ~np.isnan(x)
    return ((w * np.where(known, x, 0)).sum() + m0 * prior) / ((w * known).sum() + m0)
def cost(w, k):
    known = ~np.isnan(ok[:, k])
    return np.exp(((w * known * np.log(ms[:, k])).sum() + m0 * usual[k]) / ((w * known).sum() + m0))
kap = lambda c: lam * min(1.5, c / 1000) + 0.03
def ewidth(w, a, h):
    e = np.array([0.02 + 0.98 * np.exp(-4 * sum((x - y) ** 2 for x, y in zip(h, TRAITS[text[j][a]]))) for j in range(n)])
    return w * e * ~np.isnan(ok[:, a])
def R(w, a, h, k):
    return mean(ewidth(w, a, h), chain.get(a, {}).get(k, ok[:, k]))
def PS(w, a, h):
    return mean(ewidth(w, a, h), ok[:, a])
def val(j, k):
    if np.isnan(ok[j, k]):
        return nan
    w = np.array([0 if i == j else kernel(j, i) for i in range(n)])
    h = TRAITS[text[j][k]]
    worth = {b: R(w, k, h, b) - kap(np.exp(usual[b])) for b in range(K) if b != k}
    b = max(worth, key=worth.get)
    if text[j][k] and worth[b] <= PS(w, k, h):
        return ok[j, k]
    real = chain.get(k, {}).get(b, ok[:, b])[j]
    return real - kap(np.exp(usual[b]) if np.isnan(ok[j, b]) else ms[j, b])
w = np.array([kernel(n, j) for j in range(n)])
show = lambda name, v: print(name, ", ".join("%.9g" % x for x in v))
show("weights", w)
show("P1", [mean(w, ok[:, k]) for k in range(K)])
show("C", [cost(w, k) for k in range(K)])
h = TRAITS["12+7="]
show("PS", [PS(w, 0, h)])
show("R", [R(w, 0, h, k) for k in range(K)])
V = np.array([[val(j, k) for k in range(K)] for j in range(n)])
print(V)
show("V", [mean(w, V[:, k]) for k in range(K)])
h = TRAITS[""]
show("R after nothing", [R(w, 0, h, k) for k in range(K)])
