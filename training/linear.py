"""Multinomial logistic regression on soft targets with a weight for each text, by L-BFGS."""

import numpy as np
from scipy import optimize


def softmax(scores):
    z = np.exp(scores - scores.max(1, keepdims=True))
    return z / z.sum(1, keepdims=True)


def fit(x, targets, weights, strength, steps=60):
    """Weights (features × classes) and bias for a sparse matrix and target distributions (texts × classes).

    `strength` is the inverse of the L2 penalty of each column, as in scikit-learn's C. Columns no text touches get zero.
    """
    columns = x.shape[1]
    used = np.flatnonzero(np.bincount(x.indices, minlength=x.shape[1]))
    x = x[:, used]
    turned = x.T.tocsr()
    penalty = (1 / np.broadcast_to(strength, columns)[used]).astype(np.float32)[:, None]
    targets = targets.astype(np.float32)
    weights = weights.astype(np.float32)[:, None]
    shape = (len(used) + 1, targets.shape[1])

    def loss(flat):
        w = flat.reshape(shape).astype(np.float32)
        scores = x @ w[:-1] + w[-1]
        top = scores.max(1, keepdims=True)
        log_sum = np.log(np.exp(scores - top).sum(1, keepdims=True)) + top
        error = np.exp(scores - log_sum) - targets
        value = float((weights * targets * (log_sum - scores)).sum(dtype=np.float64))
        error *= weights
        gradient = np.empty(shape, dtype=np.float64)
        gradient[:-1] = turned @ error + w[:-1] * penalty
        gradient[-1] = error.sum(0)
        return value + float((penalty * w[:-1] ** 2).sum(dtype=np.float64)) / 2, gradient.ravel()

    answer = optimize.minimize(loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B",
                               options={"maxiter": steps, "maxcor": 6, "ftol": 2e-5})
    w = answer.x.reshape(shape).astype(np.float32)
    full = np.zeros((columns, shape[1]), dtype=np.float32)
    full[used] = w[:-1]
    return full, w[-1]
