"""Trains XGBoost `hist` on a world's matrices, writes the margins of the test items and prints the versions: `train-xgboost.py TASK.json`."""

import json
import platform
import sys

import numpy
import xgboost

task = json.load(open(sys.argv[1]))
labels = numpy.fromfile(task["labelsPath"], dtype=numpy.uint8)
base_rate = float(labels.mean())

for training in task["trainings"]:
    train = numpy.fromfile(training["trainPath"], dtype="<f4").reshape(task["trainRows"], training["columnCount"])
    test = numpy.fromfile(training["testPath"], dtype="<f4").reshape(task["testRows"], training["columnCount"])
    parameters = {
        "tree_method": "hist",
        "nthread": 1,
        "objective": "binary:logistic",
        "base_score": base_rate,
        "seed": 1,
        "verbosity": 0,
        **training["parameters"],
    }
    data = xgboost.DMatrix(train, label=labels, nthread=1)
    booster = xgboost.train(parameters, data, num_boost_round=training["treeCount"])
    margins = booster.predict(xgboost.DMatrix(test, nthread=1), output_margin=True)
    margins.astype("<f8").tofile(training["scoresPath"])

print(
    json.dumps(
        {
            "xgboost": xgboost.__version__,
            "numpy": numpy.__version__,
            "python": platform.python_version(),
        }
    )
)
