"""Trains a task with XGBoost `hist` on one thread and prints the times: `train-xgboost.py TASK.json`.

Construction of the DMatrix and binning are part of the time, reading the file is not. Parameters are those of the task by XGBoost's names.
"""

import json
import platform
import sys
import time

import numpy
import xgboost

task = json.load(open(sys.argv[1]))
matrix = numpy.fromfile(task["matrixPath"], dtype="<f4").reshape(task["rowCount"], task["columnCount"])
labels = numpy.fromfile(task["labelsPath"], dtype=numpy.uint8)
base_rate = float(labels.mean())


def train(member):
    boosting = member["boosting"]
    columns = numpy.ascontiguousarray(matrix[:, member["columns"]])
    parameters = {
        "tree_method": "hist",
        "nthread": 1,
        "objective": "binary:logistic",
        "base_score": base_rate,
        "max_bin": task["maximumBins"],
        "max_depth": boosting["depth"],
        "eta": boosting["learningRate"],
        "subsample": boosting["rowShare"],
        "colsample_bytree": boosting["columnShare"],
        "lambda": boosting["penalty"],
        "min_child_weight": boosting["minimumCurvature"],
        "gamma": boosting["minimumGain"],
        "seed": 1,
        "verbosity": 0,
    }
    started = time.perf_counter()
    data = xgboost.DMatrix(columns, label=labels, nthread=1)
    booster = xgboost.train(parameters, data, num_boost_round=boosting["treeCount"])
    seconds = time.perf_counter() - started
    probabilities = numpy.clip(booster.predict(data).astype(numpy.float64), 1e-12, 1 - 1e-12)
    losses = numpy.where(labels == 1, -numpy.log(probabilities), -numpy.log1p(-probabilities))
    return {"name": member["name"], "seconds": seconds, "loss": float(losses.mean())}


versions = {
    "xgboost": xgboost.__version__,
    "numpy": numpy.__version__,
    "python": platform.python_version(),
}
times = {
    "members": [train(member) for member in task["members"]],
    "extra": [train(member) for member in task["extra"]],
    "versions": versions,
}
print(json.dumps(times))
